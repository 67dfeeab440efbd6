import { type AuditAction, type AuditKind, type AuditRow, isAuditAction } from '../../models/audit.ts';
import { Role, type RoleSet } from '../../models/role.ts';
import { roleName } from './role-name.ts';

/** What a sentence may name: by its key in the details, as a name where there is one. */
interface Told {
  /** Never empty: what is not on record is "unknown". */
  of: (key: string) => string;
  has: (key: string) => boolean;
  subject: string;
  /** A role by its key, as the organization calls it. */
  role: (key: string) => string;
  /** The fields that were changed, in words. */
  changed: string;
}

type Sentence = (told: Told) => string;

const fields: Record<string, string> = {
  name: 'the name',
  timeZone: 'the time zone',
  leaseHours: 'how long an online lease is good for',
  offlineLengths: 'for how many days machines may go offline',
  offlineUntilEnd: 'whether machines may go offline until their license ends',
  buyers: 'who may buy',
  roleSet: 'which roles there are',
  legalName: 'the legal name',
  address: 'the address',
  vatId: 'the VAT number',
  billingEmail: 'the address for bills',
  issuer: 'the issuer',
  clientId: 'the client ID',
  clientSecret: 'the client secret',
  isOn: 'whether it is used',
  isRequired: 'whether it must be used',
};

const machineOf = ({ of, has }: Told) => (has('machineName') ? of('machineName') : of('machine'));
const forPerson = ({ of, has }: Told) => (has('person') ? ` for ${of('person')}` : '');
const licenseOf = ({ of, has, subject }: Told) => (has('license') ? of('license') : subject);

/** One sentence for each thing on record, without who did it. */
const actions: Record<AuditAction, Sentence> = {
  'organization.create': ({ of }) => `Created the organization ${of('name')}; ${of('owner')} is its Owner`,
  'organization.update': ({ changed }) => `Changed ${changed}`,
  'organization.updateCompany': ({ changed }) => `Changed ${changed}`,
  'organization.close': ({ of }) => `Closed the organization; ${of('people')} people lost it`,
  'organization.reopen': () => 'Opened the organization again',
  'notification.add': ({ subject }) => `Put ${subject} on the list of addresses that are told`,
  'notification.change': ({ subject }) => `Changed what ${subject} is told of`,
  'notification.remove': ({ subject }) => `Took ${subject} off the list of addresses that are told`,
  'notification.unsubscribe': ({ subject }) => `${subject} wants no more mails`,
  'notification.subscribe': ({ subject }) => `${subject} wants mails again`,
  'notification.test': ({ subject }) => `Sent a test mail to ${subject}`,
  'apiKey.create': ({ of }) => `Made the API key ${of('name')}`,
  'apiKey.rename': ({ of }) => `Renamed the API key ${of('from')} to ${of('to')}`,
  'apiKey.revoke': ({ of }) => `Revoked the API key ${of('name')}`,
  'webhook.create': ({ of }) => `Made the webhook ${of('name')} to ${of('url')}`,
  'webhook.update': ({ of }) => `Changed the webhook ${of('webhook')}`,
  'webhook.remove': ({ of }) => `Removed the webhook ${of('name')}`,
  'webhook.rotateSecret': ({ of }) => `Gave the webhook ${of('name')} a new secret`,
  'webhook.test': ({ of }) => `Sent a test call of the webhook ${of('name')}`,
  'webhook.redeliver': ({ of }) => `Sent a call of the webhook ${of('name')} again`,
  'webhook.switchOff': ({ of }) =>
    `Switched off the webhook ${of('name')}: ${of('why') === 'gone' ? 'its receiver is gone' : 'nothing arrived for days'}`,
  'setup.create-owner': ({ subject }) => `Set up this cloud; ${subject} is Owner`,

  'invitation.sign-up': () => 'Accepted the invitation with a new account',
  'invitation.accept': () => 'Accepted the invitation',
  'team.invite': ({ of, role }) => `Invited ${of('email')} as ${role('role')}`,
  'team.cancelInvitation': ({ of }) => `Cancelled the invitation of ${of('email')}`,
  'team.resendInvitation': ({ of }) => `Sent the invitation of ${of('email')} again`,
  'team.setRole': ({ role, subject }) => `Made ${subject} ${role('to')}; before: ${role('from')}`,
  'team.remove': ({ of, has, subject }) => `Removed ${has('name') ? of('name') : subject} from the organization`,
  'team.leave': () => 'Left the organization',
  'team.describe': ({ subject }) => `Changed how ${subject} is called, or the note about them`,
  'team.forget': ({ of, has, subject }) => `Deleted the record of ${has('name') ? of('name') : subject}`,
  'team.offerOwnership': ({ of }) => `Offered to hand the organization over to ${of('to')}`,
  'team.withdrawOwnership': ({ of }) => `Withdrew the offer to hand the organization over to ${of('to')}`,
  'team.acceptOwnership': ({ of }) => `Took over the organization from ${of('from')}, who is Manager now`,
  'team.declineOwnership': ({ of }) => `Declined to take over the organization from ${of('from')}`,

  'support.create': ({ subject }) => `Asked support: ticket ${subject}`,
  'support.reply': ({ subject }) => `Wrote to support about ticket ${subject}`,
  'support.answer': ({ subject }) => `Answered ticket ${subject}`,
  'support.close': ({ subject }) => `Closed ticket ${subject}`,

  'singleSignOn.update': ({ changed }) => `Single sign-on: changed ${changed}`,
  'singleSignOn.addDomain': ({ subject }) => `Added the mail domain ${subject}, not proven yet`,
  'singleSignOn.proveDomain': ({ subject }) => `Proved the mail domain ${subject} with its record`,
  'singleSignOn.confirmDomain': ({ subject }) => `Confirmed the mail domain ${subject}`,
  'singleSignOn.removeDomain': ({ subject }) => `Removed the mail domain ${subject}`,
  'singleSignOn.link': ({ subject }) => `Linked ${subject} to their account at the provider, at their first sign-in`,
  'singleSignOn.unlink': ({ subject }) => `Unlinked ${subject} from their account at the provider`,
  'singleSignOn.refused': ({ of, has }) =>
    `Single sign-on refused${has('email') ? ` for ${of('email')}` : ''}: ${of('why')}`,

  'license.issue': (told) => `Issued ${licenseOf(told)} with ${told.of('seats')} seats`,
  'license.renew': (told) => `Moved the end of ${licenseOf(told)}`,
  'license.end': (told) => `Ended ${licenseOf(told)}`,
  'license.assign': (told) => `Assigned ${licenseOf(told)} to ${told.of('person')}`,
  'license.unassign': (told) => `Unassigned ${licenseOf(told)} from ${told.of('person')}`,
  'license.pick': (told) => `Activated ${licenseOf(told)} on ${machineOf(told)}`,
  'license.enter': (told) => `${machineOf(told)} took a seat of ${licenseOf(told)} with a room code`,
  'lease.release': (told) => `Released ${licenseOf(told)} from ${machineOf(told)}`,
  'lease.giveBack': (told) => `${machineOf(told)} gave back ${licenseOf(told)}`,
  'lease.setPerson': (told) =>
    `Put the lease of ${licenseOf(told)} on ${machineOf(told)} into the name of ${told.of('person')}`,
  'lease.exportMachineFile': (told) => `Exported the lease on ${machineOf(told)} as a machine file`,
  'room.create': (told) =>
    `Made a room code for ${licenseOf(told)}: ${told.of('uses')} uses, ${told.of('hours')} hours`,
  'room.close': (told) => `Closed a room code for ${licenseOf(told)}`,

  'machine.repair': (told) => `Repaired the identity of ${machineOf(told)}`,
  'machine.claim': (told) => `Said that ${machineOf(told)} is the original, not its copy`,
  'machine.acceptHardware': (told) => `Confirmed that ${machineOf(told)} is the same machine with other parts`,

  'lease.goOffline': (told) => `Took ${licenseOf(told)} offline on ${machineOf(told)}`,
  'lease.goOnline': (told) => `Switched ${licenseOf(told)} on ${machineOf(told)} back to online`,
  'offline.issue': (told) => `Answered a request of ${machineOf(told)} for ${licenseOf(told)}${forPerson(told)}`,
  'offline.renew': (told) => `Renewed ${licenseOf(told)} for ${machineOf(told)} by file`,
  'offline.return': (told) => `Took in the return of ${licenseOf(told)} from ${machineOf(told)}`,

  'account.rename': ({ of }) => `Changed their name from ${of('from')} to ${of('to')}`,
  'account.refused': () => 'A change of the account was refused: wrong password',
  'account.change-password': () => 'Changed the password',
  'account.request-reset': () => 'Asked for a link to set a new password',
  'account.reset-password': () => 'Set a new password by link',
  'account.request-email': ({ of }) => `Asked to change the e-mail address to ${of('to')}`,
  'account.cancel-email': () => 'Took back the change of the e-mail address',
  'account.change-email': ({ of }) => `Changed the e-mail address from ${of('from')} to ${of('to')}`,
  'account.request-verification': () => 'Asked for a link to confirm the e-mail address',
  'account.verify-email': () => 'Confirmed the e-mail address',
  'account.agree': ({ of }) => `Agreed to version ${of('version')} of ${of('kind')}`,
  'account.choose-privacy': () => 'Changed the privacy choices',
  'account.export': () => 'Exported their data',
  'account.request-deletion': () => 'Asked for the deletion of the account',
  'account.cancel-deletion': () => 'Cancelled the deletion of the account',
  'account.delete': () => 'The account was deleted',
  'account.default-organization': () => 'Chose another default organization',
  'session.sign-in': () => 'Signed in',
  'session.refused': ({ subject }) => `Sign-in refused: wrong password for ${subject}`,
  'session.wrong-code': ({ subject }) => `Wrong code for ${subject}`,
  'session.revoke': () => 'Ended a session',
  'session.revoke-others': () => 'Ended all other sessions',
  'session.sign-out': () => 'Signed out',
  'twoFactor.enable': ({ of }) =>
    of('method') === 'mail' ? 'Turned on two-factor by mail' : 'Turned on two-factor with an authenticator app',
  'twoFactor.disable': () => 'Turned off two-factor',
  'twoFactor.renewRecoveryCodes': () => 'Made new recovery codes',
  'twoFactor.useRecoveryCode': () => 'Used a recovery code',
  'person.resetTwoFactor': ({ subject }) => `Turned off two-factor for ${subject}`,
  'device.approve': ({ subject }) => `Let ${subject} sign in by code`,
  'device.refuse': ({ subject }) => `Refused ${subject}, which asked to sign in by code`,
  'calendar.renew': () => 'Gave the calendar feeds new addresses',

  'catalogue.import': ({ of }) => `Imported the catalogue: ${of('products')} products, ${of('editions')} editions`,
  'document.publish': ({ of }) => `Published version ${of('version')} of ${of('kind')}`,
  'keys.rotate': ({ of }) => `Made a new ${of('role')} key`,
  'keys.revoke': ({ of, subject }) => `Revoked the ${of('role')} key ${subject}`,
  'release.publish': ({ subject }) => `Published ${subject}`,
  'release.yank': ({ subject, of }) => `Took back ${subject}: ${of('reason')}`,
  'release.unyank': ({ subject }) => `Made ${subject} available again`,
  'release.unpublish': ({ subject }) => `Removed ${subject} from sight`,
  'vendor.grant': ({ subject }) => `Made ${subject} a vendor of this cloud`,
};

const kinds: Record<AuditKind, string> = {
  organization: 'Organization',
  people: 'People',
  licenses: 'Licenses',
  machines: 'Machines',
  offline: 'Offline',
  account: 'Accounts',
  cloud: 'Cloud',
};

/** A value of the details as people read it: ids by their names, what changed as "from → to". */
function inWords(value: unknown, names: AuditRow['names']): string {
  if (value === null || value === undefined || value === '') return 'nothing';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return Object.hasOwn(names, value) ? (names[value] ?? value) : value;
  if (Array.isArray(value)) return value.map((each) => inWords(each, names)).join(', ') || 'nothing';
  if (isChange(value)) return `${inWords(value.from, names)} → ${inWords(value.to, names)}`;
  return JSON.stringify(value);
}

const isChange = (value: unknown): value is { from: unknown; to: unknown } =>
  typeof value === 'object' && value !== null && 'from' in value && 'to' in value;

/** a, b and c */
const listed = (words: readonly string[]) =>
  words.length < 2 ? (words[0] ?? 'nothing') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

/** The audit log: who did what, when and from where. */
export const audit = {
  kinds,
  /** What was done, in one sentence; what there are no words for shows its code. */
  sentence(
    { action, subject, details, names }: Pick<AuditRow, 'action' | 'subject' | 'details' | 'names'>,
    roleSet: RoleSet = 'full',
  ): string {
    if (!isAuditAction(action)) return action;
    const has = (key: string) => details[key] !== undefined && details[key] !== null;
    return actions[action]({
      has,
      role: (key) => {
        const role = Role.safeParse(details[key]);
        return role.success ? roleName(role.data, roleSet) : 'unknown';
      },
      of: (key) => (has(key) ? inWords(details[key], names) : 'unknown'),
      subject: subject === null ? 'unknown' : inWords(subject, names),
      changed: listed(Object.keys(details).map((key) => fields[key] ?? key)),
    });
  },
  /** Who did it. */
  who({ id, name, key }: AuditRow['who']): string {
    if (id !== null) return key ? `${name}, by key ${key.name}` : name;
    if (name === 'vendor') return 'The vendor';
    if (name === 'cloud') return 'This cloud';
    return name === 'nobody' ? 'A machine' : name;
  },
  inWords,
  /** Stands for whoever has had their account deleted. */
  deletedPerson: 'Deleted person',
  columns: {
    time: 'time',
    who: 'who',
    person: 'person',
    action: 'action',
    what: 'what',
    subject: 'subject',
    details: 'details',
    address: 'address',
  },
};
