import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

type Environment = Record<string, string | undefined>;

/** Where a person's settings lie on this system; `GREENROOM_CONFIG` names another place. */
export function settingsFolder(
  env: Environment = process.env,
  platform: NodeJS.Platform = process.platform,
  home = homedir(),
): string {
  const given = env['GREENROOM_CONFIG'];
  if (given) return given;
  if (platform === 'win32') return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'greenroom');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'greenroom');
  const xdg = env['XDG_CONFIG_HOME'];
  return join(xdg && isAbsolute(xdg) ? xdg : join(home, '.config'), 'greenroom');
}
