import { z } from 'zod';
import { Account, DeletionPreview, EmailLinkPurpose, LinkToken, PrivacyChoices } from '../../models/account.ts';
import { Email } from '../../models/addresses.ts';
import { DocumentRef } from '../../models/document.ts';
import { CarriedFile } from '../../models/offline.ts';
import { NewPassword, Password, Person, PersonName } from '../../models/person.ts';
import { Moment } from '../../models/time.ts';
import { operation } from '../operation.ts';

/** My own account. Ending a session never ends a lease. */
export const account = {
  rename: operation('Changes my name; what I did before stays under the name of then', {
    needs: 'session',
    changesSession: true,
    example: 'cloud account rename --name "Jo Berg"',
  })
    .input(z.object({ name: PersonName }))
    .output(Person),
  changePassword: operation(
    'Changes my password and ends every session of mine, this one too; leases go on',
    { needs: 'session', changesSession: true },
    ['wrong-credentials', 'too-many-attempts'],
  )
    .input(z.object({ oldPassword: Password, newPassword: NewPassword }))
    .output(z.object({})),
  requestReset: operation(
    'Sends a link to set a new password; answers the same whether or not somebody has this address',
    { needs: 'nothing', example: 'cloud account request-reset --email jo@studio.example' },
    ['too-many-attempts'],
  )
    .input(z.object({ email: Email }))
    .output(z.object({})),
  showReset: operation('Says until when a link to set a new password is good', { needs: 'nothing' }, [
    'link-ended',
    'too-many-attempts',
  ])
    .input(z.object({ token: LinkToken }))
    .output(z.object({ expiresAt: Moment })),
  resetPassword: operation(
    'Sets a new password with a link, which is used up, and ends every session of that person; leases go on',
    { needs: 'nothing' },
    ['link-ended', 'too-many-attempts'],
  )
    .input(z.object({ token: LinkToken, password: NewPassword }))
    .output(z.object({})),
  show: operation('Shows my account: what is confirmed, asked for, agreed to and chosen', {
    needs: 'session',
    example: 'cloud account show',
  })
    .input(z.object({}))
    .output(Account),
  requestEmail: operation(
    'Sends a link to a new address of mine; only whoever opens it makes it mine. Answers the same for an address that somebody has',
    { needs: 'session', example: 'cloud account request-email --email jo@new.example' },
    ['wrong-credentials', 'address-of-organization', 'too-many-attempts'],
  )
    .input(z.object({ email: Email, password: Password }))
    .output(z.object({ expiresAt: Moment })),
  cancelEmail: operation('Forgets the new address that I asked for; its link is dead', {
    needs: 'session',
    example: 'cloud account cancel-email',
  })
    .input(z.object({}))
    .output(z.object({})),
  requestVerification: operation(
    'Sends a link to confirm that my address is mine; nothing is sent when that is known',
    { needs: 'session', example: 'cloud account request-verification' },
    ['too-many-attempts'],
  )
    .input(z.object({}))
    .output(z.object({})),
  showEmailLink: operation(
    'Says which address a link confirms, and until when; changes nothing',
    { needs: 'nothing' },
    ['link-ended', 'too-many-attempts'],
  )
    .input(z.object({ token: LinkToken }))
    .output(z.object({ purpose: EmailLinkPurpose, email: z.string(), expiresAt: Moment })),
  confirmEmail: operation(
    'Confirms an address with the link that was sent there, which is used up; sessions go on',
    { needs: 'nothing', changesSession: true },
    ['link-ended', 'address-in-use', 'address-of-organization', 'too-many-attempts'],
  )
    .input(z.object({ token: LinkToken }))
    .output(z.object({ purpose: EmailLinkPurpose, email: z.string() })),
  agree: operation(
    'Agrees to the newest version of the terms, or of how data is used',
    { needs: 'session', example: 'cloud account agree --kind terms --version 2' },
    ['not-found', 'document-replaced'],
  )
    .input(DocumentRef)
    .output(Account),
  choosePrivacy: operation('Saves what the cloud may do with my data', {
    needs: 'session',
    example: 'cloud account choose-privacy --product-news --no-analytics',
  })
    .input(PrivacyChoices)
    .output(PrivacyChoices),
  export: operation(
    'Writes everything that is kept about me into one JSON file',
    { needs: 'session', example: 'cloud account export --json' },
    ['too-many-attempts'],
  )
    .input(z.object({}))
    .output(CarriedFile),
  previewDeletion: operation('Says what the deletion of my account would do, and what stands in its way', {
    needs: 'session',
    example: 'cloud account preview-deletion',
  })
    .input(z.object({}))
    .output(DeletionPreview),
  requestDeletion: operation(
    'Asks for the deletion of my account, which is carried out after 14 days unless I cancel it',
    { needs: 'session' },
    ['wrong-credentials', 'deletion-refused', 'too-many-attempts'],
  )
    .input(z.object({ password: Password, confirmation: z.string().max(254).describe('my e-mail address, typed') }))
    .output(z.object({ dueAt: Moment })),
  cancelDeletion: operation('Keeps my account: takes the request to delete it back', {
    needs: 'session',
    example: 'cloud account cancel-deletion',
  })
    .input(z.object({}))
    .output(z.object({})),
};
