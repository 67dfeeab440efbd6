import { z } from 'zod';
import { Id } from './id.ts';
import { Moment } from './time.ts';

/** What a deed is about, as people filter by it. */
export const AuditKind = z.enum(['organization', 'people', 'licenses', 'machines', 'offline', 'account', 'cloud']);
export type AuditKind = z.infer<typeof AuditKind>;

/** Kinds that an organization has on record; the others belong to a person alone, or to the vendor. */
export const organizationKinds = ['organization', 'people', 'licenses', 'machines', 'offline'] as const;

/** The one table of everything that the cloud puts on record, by its kind. Words for it: `text.audit`. */
export const auditActions = {
  'organization.create': 'organization',
  'organization.update': 'organization',
  'organization.updateCompany': 'organization',
  'organization.close': 'organization',
  'organization.reopen': 'organization',
  'notification.add': 'organization',
  'notification.change': 'organization',
  'notification.remove': 'organization',
  'notification.unsubscribe': 'organization',
  'notification.subscribe': 'organization',
  'notification.test': 'organization',
  'apiKey.create': 'organization',
  'apiKey.rename': 'organization',
  'apiKey.revoke': 'organization',
  'webhook.create': 'organization',
  'webhook.update': 'organization',
  'webhook.remove': 'organization',
  'webhook.rotateSecret': 'organization',
  'webhook.test': 'organization',
  'webhook.redeliver': 'organization',
  'webhook.switchOff': 'organization',
  'setup.create-owner': 'organization',

  'invitation.sign-up': 'people',
  'invitation.accept': 'people',
  'team.invite': 'people',
  'team.cancelInvitation': 'people',
  'team.resendInvitation': 'people',
  'team.setRole': 'people',
  'team.remove': 'people',
  'team.leave': 'people',
  'team.describe': 'people',
  'team.forget': 'people',
  'team.offerOwnership': 'people',
  'team.withdrawOwnership': 'people',
  'team.acceptOwnership': 'people',
  'team.declineOwnership': 'people',

  'support.create': 'people',
  'support.reply': 'people',
  'support.answer': 'people',
  'support.close': 'people',

  'singleSignOn.update': 'organization',
  'singleSignOn.addDomain': 'organization',
  'singleSignOn.proveDomain': 'organization',
  'singleSignOn.confirmDomain': 'organization',
  'singleSignOn.removeDomain': 'organization',
  'singleSignOn.link': 'people',
  'singleSignOn.unlink': 'people',
  'singleSignOn.refused': 'people',

  'license.issue': 'licenses',
  'license.renew': 'licenses',
  'license.end': 'licenses',
  'license.assign': 'licenses',
  'license.unassign': 'licenses',
  'license.pick': 'licenses',
  'license.enter': 'licenses',
  'lease.release': 'licenses',
  'lease.giveBack': 'licenses',
  'lease.setPerson': 'licenses',
  'lease.exportMachineFile': 'licenses',
  'room.create': 'licenses',
  'room.close': 'licenses',

  'machine.repair': 'machines',
  'machine.claim': 'machines',
  'machine.acceptHardware': 'machines',

  'lease.goOffline': 'offline',
  'lease.goOnline': 'offline',
  'offline.issue': 'offline',
  'offline.renew': 'offline',
  'offline.return': 'offline',

  'account.rename': 'account',
  'account.refused': 'account',
  'account.change-password': 'account',
  'account.request-reset': 'account',
  'account.reset-password': 'account',
  'account.default-organization': 'account',
  'account.request-email': 'account',
  'account.cancel-email': 'account',
  'account.change-email': 'account',
  'account.request-verification': 'account',
  'account.verify-email': 'account',
  'account.agree': 'account',
  'account.choose-privacy': 'account',
  'account.export': 'account',
  'account.request-deletion': 'account',
  'account.cancel-deletion': 'account',
  'account.delete': 'account',
  'session.sign-in': 'account',
  'session.refused': 'account',
  'session.wrong-code': 'account',
  'session.revoke': 'account',
  'session.revoke-others': 'account',
  'session.sign-out': 'account',
  'twoFactor.enable': 'account',
  'twoFactor.disable': 'account',
  'twoFactor.renewRecoveryCodes': 'account',
  'twoFactor.useRecoveryCode': 'account',
  'person.resetTwoFactor': 'account',
  'device.approve': 'account',
  'device.refuse': 'account',
  'calendar.renew': 'account',

  'catalogue.import': 'cloud',
  'document.publish': 'cloud',
  'keys.rotate': 'cloud',
  'keys.revoke': 'cloud',
  'release.publish': 'cloud',
  'release.yank': 'cloud',
  'release.unyank': 'cloud',
  'release.unpublish': 'cloud',
  'vendor.grant': 'cloud',
} as const satisfies Record<string, AuditKind>;
export const AuditAction = z.enum(Object.keys(auditActions) as [keyof typeof auditActions]);
export type AuditAction = z.infer<typeof AuditAction>;

/** A newer cloud may have put something on record that this program has no words for. */
export const isAuditAction = (action: string): action is AuditAction => Object.hasOwn(auditActions, action);

export const AuditRow = z.object({
  id: Id,
  at: Moment,
  who: z.object({
    id: Id.nullable().describe('null: no person; a machine by its own key, or the vendor on the command line'),
    name: z.string().describe('as the person was called then'),
    key: z.object({ id: Id, name: z.string() }).optional().describe('the API key it was done with'),
  }),
  action: z.string().describe('noun.verb, as in the contract where there is one'),
  subject: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
  names: z.record(z.string(), z.string()).describe('what the ids in subject and details are called now'),
  address: z.string().nullable().describe('where the call came from'),
});
export type AuditRow = z.infer<typeof AuditRow>;

/** A day in the zone of the organization: 2026-11-24. */
const Day = z.iso.date();

/** What is looked for; fields that are left out let everything through. */
export const AuditFilter = z.object({
  person: Id.optional().describe('who did it'),
  kind: z.enum(organizationKinds).optional(),
  from: Day.optional().describe('first day, in the time zone of the organization'),
  to: Day.optional().describe('last day, in the time zone of the organization'),
  text: z.string().trim().max(80).optional().describe('words that are all in it'),
});
export type AuditFilter = z.infer<typeof AuditFilter>;

/** Where a page begins; opaque. */
export const AuditCursor = z.string().max(100);

export const AuditPage = z.object({
  rows: z.array(AuditRow),
  next: AuditCursor.nullable().describe('where older ones begin; null: there are none'),
  reached: Moment.nullable().describe('so far back this page has looked; null: to the beginning'),
});
export type AuditPage = z.infer<typeof AuditPage>;
