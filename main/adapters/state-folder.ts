import { access, constants } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** The files of a state folder. */
export const stateFile = {
  key: 'machine.key',
  record: 'machine.json',
  trustRoot: 'trust-root',
  returns: 'returns.json',
  releaseMarks: 'release-marks.json',
  license: join('leases', 'current.license'),
  /** On its way to be the current one, while the trust root changes with it. */
  nextLicense: join('leases', 'next.license'),
  /** Put away: of a cloud or an identity that was left, or given back. */
  previousLicense: join('leases', 'previous.license'),
} as const;

type Environment = Record<string, string | undefined>;

/** Where state may lie on this system, the machine-wide folder first. `GREENROOM_STATE` stands for all of them. */
export function stateFolders(env: Environment = process.env, platform = process.platform, home = homedir()): string[] {
  const given = env['GREENROOM_STATE'];
  if (given) return [given];
  if (platform === 'win32') {
    return [
      join(env['ProgramData'] ?? 'C:\\ProgramData', 'Greenroom'),
      join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'Greenroom'),
    ];
  }
  if (platform === 'darwin') {
    return ['/Library/Application Support/Greenroom', join(home, 'Library', 'Application Support', 'Greenroom')];
  }
  const xdg = env['XDG_STATE_HOME'];
  return ['/var/lib/greenroom', join(xdg && isAbsolute(xdg) ? xdg : join(home, '.local', 'state'), 'greenroom')];
}

/** The folder this machine keeps its state in: the machine-wide one where it exists and may be written, else the person's. */
export async function chooseStateFolder(folders = stateFolders()): Promise<string> {
  const [machineWide = '', own = machineWide] = folders;
  return access(machineWide, constants.W_OK).then(
    () => machineWide,
    () => own,
  );
}
