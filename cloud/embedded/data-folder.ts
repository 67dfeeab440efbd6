import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where a cloud without a database server keeps everything: the place of the platform for a person's own data. */
export function defaultDataFolder(platform: NodeJS.Platform, environment: Record<string, string | undefined>): string {
  return join(dataHome(platform, environment), 'cloud');
}

function dataHome(platform: NodeJS.Platform, environment: Record<string, string | undefined>): string {
  if (platform === 'win32') return join(environment.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'Greenroom');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Greenroom');
  return join(environment.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'greenroom');
}

/** Makes the folder, for its owner only. */
export async function makeDataFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
}
