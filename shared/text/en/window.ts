import { calendar } from './window/calendar.ts';
import { cloudSign } from './window/cloud-sign.ts';
import { downloads } from './window/downloads.ts';
import { library } from './window/library.ts';
import { license, release } from './window/license.ts';
import { licenses } from './window/licenses.ts';
import { machines } from './window/machines.ts';
import { overview } from './window/overview.ts';
import { picker } from './window/picker.ts';
import { help } from './window/help.ts';
import { inspect } from './window/inspect.ts';
import { intake } from './window/intake.ts';
import { offline } from './window/offline.ts';
import { palette } from './window/palette.ts';
import { parts } from './window/parts.ts';
import { portal } from './window/portal.ts';
import { rooms } from './window/rooms.ts';
import { setUp } from './window/set-up.ts';
import { settings } from './window/settings.ts';
import { shell } from './window/shell.ts';
import { signIn } from './window/sign-in.ts';
import { verdicts } from './window/verdicts.ts';

/** Every sentence of the window, by page. */
export const window = {
  calendar,
  cloudSign,
  downloads,
  help,
  inspect,
  intake,
  library,
  license,
  licenses,
  machines,
  offline,
  overview,
  picker,
  release,
  palette,
  parts,
  portal,
  rooms,
  setUp,
  settings,
  shell,
  signIn,
  verdicts,
};
