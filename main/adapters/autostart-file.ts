import * as nodeFiles from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { type FileSystem, readIfThere, removeIfThere, writeAtomic } from './atomic-file.ts';

export interface AutostartFile {
  path: string;
  /** Writes or removes it; does nothing where it is as it should be. Throws `state-not-writable`, `disk-full`. */
  set(isWanted: boolean): Promise<void>;
}

/**
 * What desktops of Linux start when a person signs in (the freedesktop autostart specification).
 * `command`: the program and its arguments.
 */
export function createAutostartFile(
  command: readonly string[],
  env: Record<string, string | undefined> = process.env,
  home = homedir(),
  fs: FileSystem = nodeFiles,
): AutostartFile {
  const xdg = env['XDG_CONFIG_HOME'];
  const path = join(xdg && isAbsolute(xdg) ? xdg : join(home, '.config'), 'autostart', 'greenroom.desktop');
  const wanted = entry(command);
  return {
    path,
    async set(isWanted) {
      const there = await readIfThere(fs, path);
      if (there === (isWanted ? wanted : null)) return;
      // Switched off in the system's own settings: that is what the person wants.
      if (isWanted && there !== null && switchedOff.test(there)) return;
      if (!isWanted) return removeIfThere(fs, path);
      await fs.mkdir(dirname(path), { recursive: true });
      await writeAtomic(fs, path, wanted, 0o644);
    },
  };
}

const switchedOff = /^(Hidden=true|X-GNOME-Autostart-enabled=false)$/m;

const entry = (command: readonly string[]) =>
  [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Greenroom',
    'Comment=Keeps licenses and downloads of this machine going',
    `Exec=${command.map(quoted).join(' ')}`,
    'Icon=greenroom',
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');

/** By the Desktop Entry Specification: in double quotes; a backslash twice, because the whole line is unescaped once before. */
const quoted = (word: string) =>
  `"${word.replaceAll(/["`$\\]/g, (letter) => (letter === '\\' ? '\\\\\\\\' : `\\\\${letter}`)).replaceAll('%', '%%')}"`;
