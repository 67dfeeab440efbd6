import { license, machine } from './machine.ts';
import { diagnostics } from './diagnostics.ts';
import { drive, offline } from './offline.ts';
import { connection, organization, session } from './person.ts';
import { download, library, release } from './release.ts';
import { link, notice, settings, status } from './surroundings.ts';

/** What this machine does. */
export const companionContract = {
  status,
  session,
  organization,
  connection,
  machine,
  license,
  offline,
  drive,
  release,
  download,
  library,
  notice,
  settings,
  diagnostics,
  link,
};
