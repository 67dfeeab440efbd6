import { readFileSync, writeFileSync } from 'node:fs';
import { app, nativeTheme, type Rectangle, screen, type TitleBarOverlayOptions } from 'electron';
import type { Settings } from '#shared/models/settings.ts';
import { titleBarColors } from './title-bar-colors.ts';

/** How the window was when it was last seen; kept apart from the settings, so that it can open before they are read. */
export interface Look {
  theme: Settings['theme'];
  bounds: Rectangle | null;
  maximized: boolean;
}

const firstLook: Look = { theme: 'dark', bounds: null, maximized: false };
const file = () => `${app.getPath('userData')}/look.json`;

/** The height of the page's own top bar. */
const titleBarHeight = 48;

export function readLook(): Look {
  try {
    const look: unknown = JSON.parse(readFileSync(file(), 'utf8'));
    return isLook(look) ? look : firstLook;
  } catch {
    return firstLook;
  }
}

/** By hand: nothing that is loaded before the window opens may be large. */
function isLook(value: unknown): value is Look {
  const { theme, bounds, maximized } = Object(value) as Partial<Record<keyof Look, unknown>>;
  const isTheme = theme === 'system' || theme === 'dark' || theme === 'light';
  return isTheme && typeof maximized === 'boolean' && (bounds === null || isRectangle(bounds));
}

const isRectangle = (value: unknown) =>
  ['x', 'y', 'width', 'height'].every((side) => Number.isSafeInteger(Reflect.get(Object(value), side)));

/** Forgetting it is no harm, so nobody hears when it cannot be written. */
export function keepLook(change: Partial<Look>): void {
  try {
    writeFileSync(file(), JSON.stringify({ ...readLook(), ...change }));
  } catch {
    // a read-only home: the window opens as it did the first time
  }
}

/** The remembered place, if a screen still shows it. */
export function visibleBounds({ bounds }: Look): Partial<Rectangle> {
  const usual = { width: 1280, height: 800 };
  if (!bounds) return usual;
  const { workArea } = screen.getDisplayMatching(bounds);
  const shown =
    bounds.x < workArea.x + workArea.width - 80 &&
    bounds.x + bounds.width > workArea.x + 80 &&
    bounds.y >= workArea.y - 8 &&
    bounds.y < workArea.y + workArea.height - 80;
  return shown ? bounds : { width: bounds.width, height: bounds.height };
}

export function applyTheme(theme: Settings['theme']): void {
  nativeTheme.themeSource = theme;
}

const colors = () => titleBarColors[nativeTheme.shouldUseDarkColors ? 'dark' : 'light'];
export const backgroundColor = () => colors().color;
export const titleBarOverlay = (): TitleBarOverlayOptions => ({ ...colors(), height: titleBarHeight });
