import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app } from 'electron';
import { settingsFolder } from '../../adapters/settings-folder.ts';

/** The page lives at this address, and nowhere else. */
export const pageOrigin = 'greenroom://app';

/** The page, its files, and what it made itself. */
export const isOfThePage = (url: string) => url.startsWith(`${pageOrigin}/`) || url.startsWith(`blob:${pageOrigin}/`);

/** This file ends up in dist/desktop, beside what it needs. */
const dist = new URL('../', import.meta.url);
export const pageFolder = fileURLToPath(new URL('renderer/', dist));
export const preloadFile = fileURLToPath(new URL('preload/preload.cjs', dist));
export const iconFolder = fileURLToPath(new URL('icons/', dist));

/** Chromium keeps its own files beside our settings; with another settings folder, it is another app. */
export function setFolders(): void {
  app.setName('Greenroom');
  app.setPath('userData', join(settingsFolder(), 'window'));
}
