import { about } from './about.ts';
import { device, invitation, session, setup } from './account.ts';
import { catalogue, outbox } from './catalogue.ts';
import { lease, license, machine } from './license.ts';
import { organization } from './organization.ts';
import { vendor } from './vendor.ts';

/** What the cloud does. */
export const cloudContract = {
  about,
  setup,
  session,
  device,
  invitation,
  organization,
  license,
  lease,
  machine,
  catalogue,
  vendor,
  outbox,
};
