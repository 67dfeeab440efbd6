import { join } from 'node:path';
import ElectronStore from 'electron-store';
import { createSettingsFile } from '../../adapters/settings-file.ts';
import { settingsFolder } from '../../adapters/settings-folder.ts';
import type { Ownership } from '../../owner.ts';
import { startCompanion } from '../companion.ts';
import { systemBrowser } from './browser.ts';
import { createNotifier } from './notifier.ts';
import { systemOpener } from './opener.ts';
import { createSafeStorage } from './safe-storage.ts';
import type { MainWindow } from './window.ts';

/** The companion as every host has it, with what only a desktop can give. */
export function startDesktopCompanion(window: MainWindow): Promise<Ownership> {
  return startCompanion({
    kind: 'desktop',
    begins: process.argv.includes('--empty') ? 'empty' : 'sample',
    heavyWorkAfter: window.settled,
    notifier: createNotifier(window),
    browser: systemBrowser,
    opener: systemOpener,
    secretStore: createSafeStorage(join(settingsFolder(), 'safe-storage.json')),
    openSettings: (folder) => createSettingsFile(folder, openStore),
  });
}

const openStore = ({ cwd, name }: { cwd: string; name: string }) =>
  new ElectronStore({ cwd, name, accessPropertiesByDotNotation: false, configFileMode: 0o600 });
