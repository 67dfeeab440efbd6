/*
 * Every sentence in English, by area. Another language is another folder of this shape.
 * Areas are exported one by one, so that a page brings only the words it says.
 */
export { accountMails } from './account-mails.ts';
export { audit } from './audit.ts';
export { calendar } from './calendar.ts';
export { carriedRelease } from './carried-release.ts';
export { integrationMails } from './integration-mails.ts';
export { licenseList } from './license-list.ts';
export { mails } from './mails.ts';
export { publish } from './publish.ts';
export { organizationMails } from './organization-mails.ts';
export { refusals } from './refusals.ts';
export { roleName } from './role-name.ts';
export { files } from './files.ts';
export { cli } from './cli.ts';
export { cloud } from './cloud.ts';
export { cloudReleases } from './cloud-releases.ts';
export { companion } from './companion.ts';
export { desktop } from './desktop.ts';
export { diagnostics } from './diagnostics.ts';
export { errors } from './errors.ts';
export { notices } from './notices.ts';
export { signOn } from './sign-on.ts';
export { sizes } from './sizes.ts';
export { team } from './team.ts';
export { transfers } from './transfers.ts';
export * as window from './window.ts';
