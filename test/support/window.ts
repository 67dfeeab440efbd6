import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication } from '@playwright/test';
import { electronFlags, findElectron } from '../../build/steps/electron.mjs';
import { root } from '../../build/steps/places.mjs';

export const electronProgram = findElectron();

/** Folders of a machine that nobody has used yet. A sample cloud on it makes nothing to download. */
export function freshMachine(): Record<
  'GREENROOM_STATE' | 'GREENROOM_CONFIG' | 'GREENROOM_DATA' | 'GREENROOM_SAMPLE_RELEASES',
  string
> {
  const folder = mkdtempSync(join(tmpdir(), 'greenroom-e2e-'));
  return {
    GREENROOM_STATE: join(folder, 'state'),
    GREENROOM_CONFIG: join(folder, 'config'),
    GREENROOM_DATA: join(folder, 'data'),
    GREENROOM_SAMPLE_RELEASES: 'none',
  };
}

/** Starts an Electron app: by default ours, as built in dist/. */
export async function launch(
  environment: Record<string, string>,
  { app = root, options = [] }: { app?: string; options?: readonly string[] } = {},
): Promise<ElectronApplication> {
  const start = () =>
    _electron.launch({
      executablePath: electronProgram ?? '',
      args: [...electronFlags(), '--disable-gpu', app, ...options],
      env: { ...inherited(), ...environment },
      timeout: 45_000,
    });
  // On a busy machine without a graphics card, one start in some dozens never comes up, the empty app's too.
  return start().catch(start);
}

const inherited = () =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
