import type { z } from 'zod';
import { type Settings, type SettingsChange, defaultSettings } from '#shared/models/settings.ts';
import type { Changes } from './changes.ts';
import type { CompanionPorts } from './ports.ts';
import { type SettingsRead, readSettings } from './settings-shapes.ts';

type Change = z.infer<typeof SettingsChange>;

export interface SettingsService {
  file: string;
  show(): Settings;
  /** What a person may change. */
  update(change: Change): Settings;
  /** What other services keep here. */
  keep(change: Partial<Omit<Settings, 'version'>>): void;
  /** Where a damaged file was put, if there was one at the start. */
  keptAside: string | null;
}

/** The settings of this person on this machine. A damaged file is put aside, never lost, and never in the way. */
export function createSettings(
  { settingsStore, log }: Pick<CompanionPorts, 'settingsStore' | 'log'>,
  changes: Pick<Changes, 'announce'>,
): SettingsService {
  const read = load();
  let settings = read.settings;
  const keptAside = read.repaired ? repair() : null;

  function load(): SettingsRead {
    const found = settingsStore.read();
    if (found.state === 'absent') return { settings: defaultSettings, repaired: false };
    return found.state === 'damaged' ? { settings: defaultSettings, repaired: true } : readSettings(found.value);
  }

  function repair(): string | null {
    try {
      const kept = settingsStore.keepAside();
      settingsStore.write(settings);
      return kept;
    } catch (error) {
      log.warn('the settings file is damaged and cannot be put aside', { error: String(error) });
      return null;
    }
  }

  function keep(change: Partial<Omit<Settings, 'version'>>): void {
    const next = { ...settings, ...change };
    if (JSON.stringify(next) === JSON.stringify(settings)) return;
    settingsStore.write(next);
    settings = next;
    changes.announce('settings');
  }

  return {
    file: settingsStore.file,
    keptAside,
    show: () => settings,
    keep,
    update(change) {
      keep(change);
      return settings;
    },
  };
}
