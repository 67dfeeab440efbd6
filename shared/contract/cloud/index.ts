import { about } from './about.ts';
import { invitation, setup } from './account.ts';
import { device, session } from './session.ts';
import { audit } from './audit.ts';
import { catalogue, outbox } from './catalogue.ts';
import { document } from './document.ts';
import { account } from './own-account.ts';
import { calendar } from './calendar.ts';
import { lease, license } from './license.ts';
import { machine, room } from './machine.ts';
import { file, offline } from './offline.ts';
import { organization } from './organization.ts';
import { release } from './release.ts';
import { team } from './team.ts';
import { twoFactor } from './two-factor.ts';
import { singleSignOn } from './single-sign-on.ts';
import { apiKey } from './api-key.ts';
import { webhook } from './webhook.ts';
import { notification } from './notification.ts';
import { product } from './product.ts';
import { support } from './support.ts';
import { peopleFile } from './people-file.ts';
import { vendor } from './vendor.ts';

/** What the cloud does. */
export const cloudContract = {
  about,
  setup,
  session,
  account,
  document,
  twoFactor,
  singleSignOn,
  device,
  invitation,
  organization,
  audit,
  notification,
  team,
  peopleFile,
  apiKey,
  webhook,
  product,
  license,
  lease,
  machine,
  room,
  offline,
  file,
  calendar,
  catalogue,
  release,
  support,
  vendor,
  outbox,
};
