import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import Conf from 'conf';
import { Failure } from '#shared/errors.ts';
import type { SettingsStore } from '../services/ports.ts';

/** What `conf` and `electron-store` have in common: a file of JSON, read and written as a whole. */
interface JsonFile {
  store: Record<string, unknown>;
}

/** The settings file of a folder. Every host opens the same one; the desktop brings its electron-store. */
export function createSettingsFile(
  folder: string,
  open: (options: { cwd: string; name: string }) => JsonFile = openConf,
): SettingsStore {
  const name = 'settings';
  const file = join(folder, `${name}.json`);
  return {
    file,
    read() {
      if (!existsSync(file)) return { state: 'absent' };
      try {
        return { state: 'read', value: open({ cwd: folder, name }).store };
      } catch {
        return { state: 'damaged' };
      }
    },
    write(settings) {
      try {
        open({ cwd: folder, name }).store = settings;
      } catch (error) {
        throw troubleOf(error, file);
      }
    },
    keepAside() {
      const aside = `${file}.damaged-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`;
      try {
        renameSync(file, aside);
      } catch (error) {
        throw troubleOf(error, file);
      }
      return aside;
    },
  };
}

const openConf = ({ cwd, name }: { cwd: string; name: string }) =>
  new Conf({ cwd, configName: name, accessPropertiesByDotNotation: false, configFileMode: 0o600 });

function troubleOf(cause: unknown, path: string): unknown {
  const code = cause instanceof Error && 'code' in cause ? cause.code : null;
  if (code === 'ENOSPC' || code === 'EDQUOT') return new Failure('disk-full', { path }, { cause });
  return typeof code === 'string' ? new Failure('state-not-writable', { path }, { cause }) : cause;
}
