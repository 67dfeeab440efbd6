import { about } from './about.ts';
import { account, device, invitation, session, setup } from './account.ts';
import { audit } from './audit.ts';
import { catalogue, outbox } from './catalogue.ts';
import { calendar } from './calendar.ts';
import { lease, license } from './license.ts';
import { machine, room } from './machine.ts';
import { file, offline } from './offline.ts';
import { organization } from './organization.ts';
import { release } from './release.ts';
import { team } from './team.ts';
import { vendor } from './vendor.ts';

/** What the cloud does. */
export const cloudContract = {
  about,
  setup,
  session,
  account,
  device,
  invitation,
  organization,
  audit,
  team,
  license,
  lease,
  machine,
  room,
  offline,
  file,
  calendar,
  catalogue,
  release,
  vendor,
  outbox,
};
