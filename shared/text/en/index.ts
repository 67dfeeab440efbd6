import { calendar } from './calendar.ts';
import { carriedRelease } from './carried-release.ts';
import { check } from './check.ts';
import { mails } from './mails.ts';
import { publish } from './publish.ts';
import { refusals } from './refusals.ts';
import { files } from './files.ts';
import { cli } from './cli.ts';
import { cloud } from './cloud.ts';
import { cloudReleases } from './cloud-releases.ts';
import { companion } from './companion.ts';
import { desktop } from './desktop.ts';
import { errors } from './errors.ts';
import { notices } from './notices.ts';
import { sizes } from './sizes.ts';
import { transfers } from './transfers.ts';
import { window } from './window.ts';

/** Every sentence in English, by area. Another language is another folder of this shape. */
export const en = {
  calendar,
  carriedRelease,
  check,
  cli,
  cloud,
  cloudReleases,
  companion,
  desktop,
  errors,
  files,
  mails,
  notices,
  publish,
  refusals,
  sizes,
  transfers,
  window,
};
