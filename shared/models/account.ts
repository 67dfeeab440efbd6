import { z } from 'zod';
import { DocumentView } from './document.ts';
import { Moment } from './time.ts';

/** The secret of a link that came by mail; empty where the link was cut off, which is then answered as any wrong one. */
export const LinkToken = z.string().max(100).describe('what stands behind the # of the link');

/** What a person lets the cloud do with their data; all of it is off until they say otherwise. */
export const PrivacyChoices = z.object({
  productNews: z.boolean().describe('news about products, by mail'),
  analytics: z.boolean().describe('how the pages are used, without what is in them'),
});
export type PrivacyChoices = z.infer<typeof PrivacyChoices>;

/** Why an account cannot be deleted now. */
export const DeletionRefusal = z.discriminatedUnion('why', [
  z.object({ why: z.literal('last-owner'), organization: z.string() }),
  z.object({ why: z.literal('seat-is-offline'), license: z.string(), machine: z.string(), until: Moment }),
]);
export type DeletionRefusal = z.infer<typeof DeletionRefusal>;

/** What the deletion of an account would do. */
export const DeletionPreview = z.object({
  dueAt: Moment.describe('when it is carried out, if it is asked for now'),
  refusals: z.array(DeletionRefusal),
  organizations: z.array(
    z.object({ name: z.string(), isAlone: z.boolean().describe('nobody else is there: it is left without people') }),
  ),
  seats: z.array(z.object({ license: z.string(), machine: z.string() })).describe('they go on for the unassign grace'),
});
export type DeletionPreview = z.infer<typeof DeletionPreview>;

/** What opening the link of a mail does: the first address is confirmed, or another one takes its place. */
export const EmailLinkPurpose = z.enum(['change', 'verify']);
export type EmailLinkPurpose = z.infer<typeof EmailLinkPurpose>;

export const Consent = DocumentView.pick({ kind: true, version: true, title: true }).extend({ givenAt: Moment });
export type Consent = z.infer<typeof Consent>;

/** A person’s account, as they see it themselves. */
export const Account = z.object({
  isVerified: z.boolean(),
  pendingEmail: z
    .object({ email: z.string(), expiresAt: Moment })
    .nullable()
    .describe('asked for, but its link has not been opened yet'),
  consents: z.array(Consent).describe('the newest first'),
  toAgree: z.array(DocumentView).describe('published since, and not agreed to yet'),
  privacy: PrivacyChoices,
  deletion: z.object({ requestedAt: Moment, dueAt: Moment }).nullable(),
});
export type Account = z.infer<typeof Account>;
