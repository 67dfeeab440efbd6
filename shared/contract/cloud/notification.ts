import { z } from 'zod';
import { Id } from '../../models/id.ts';
import {
  AddedAddress,
  DaysBefore,
  mostNotified,
  NotificationAddress,
  NotificationKinds,
} from '../../models/notification.ts';
import { operation } from '../operation.ts';
import { IdempotencyKey } from './license.ts';

const ofOrganization = z.object({ organization: Id });
const Email = z.string().max(320);
const UnsubscribeToken = z.string().min(1).max(100).describe('the last part of the link in a mail');

/** Mails about an organization, to any address (T9). */
export const notification = {
  list: operation('Lists the addresses that are told of licenses and offline leases', {
    needs: 'notification.manage',
    subject: 'organization',
    example: 'cloud notification list --organization O-1',
  })
    .input(ofOrganization)
    .output(z.array(NotificationAddress)),
  add: operation(
    'Adds one or many addresses, with or without an account; whoever unsubscribed is left out',
    {
      needs: 'notification.manage',
      subject: 'organization',
      example: 'cloud notification add --organization O-1 --addresses desk@studio.example --kinds licenses',
    },
    ['too-many-addresses'],
  )
    .input(
      ofOrganization.extend({
        addresses: z.array(Email).min(1).max(mostNotified).describe('each with or without a name: Desk <desk@…>'),
        kinds: NotificationKinds,
        daysBefore: DaysBefore.default(30),
        idempotencyKey: IdempotencyKey.optional(),
      }),
    )
    .output(z.object({ addresses: z.array(AddedAddress) })),
  change: operation(
    'Changes what an address is told of, and how early',
    {
      needs: 'notification.manage',
      subject: 'organization',
      example: 'cloud notification change --organization O-1 --email desk@studio.example --days-before 7',
    },
    ['not-found'],
  )
    .input(
      ofOrganization.extend({ email: Email, kinds: NotificationKinds.optional(), daysBefore: DaysBefore.optional() }),
    )
    .output(NotificationAddress),
  remove: operation(
    'Takes an address off the list',
    {
      needs: 'notification.manage',
      subject: 'organization',
      example: 'cloud notification remove --organization O-1 --email desk@studio.example',
    },
    ['not-found'],
  )
    .input(ofOrganization.extend({ email: Email }))
    .output(z.object({})),
  test: operation(
    'Sends a test mail to an address of the list',
    {
      needs: 'notification.manage',
      subject: 'organization',
      example: 'cloud notification test --organization O-1 --email desk@studio.example',
    },
    ['not-found', 'address-unsubscribed', 'too-many-attempts'],
  )
    .input(ofOrganization.extend({ email: Email }))
    .output(z.object({})),
  showLink: operation('Says which address and organization a link to unsubscribe is for', { needs: 'nothing' }, [
    'not-found',
    'too-many-attempts',
  ])
    .input(z.object({ token: UnsubscribeToken }))
    .output(z.object({ email: z.string(), organization: z.string(), isSubscribed: z.boolean() })),
  unsubscribe: operation('Sends an address no more mails about an organization', { needs: 'nothing' }, [
    'not-found',
    'too-many-attempts',
  ])
    .input(z.object({ token: UnsubscribeToken }))
    .output(z.object({})),
  subscribe: operation('Sends mails again to an address that was unsubscribed with this link', { needs: 'nothing' }, [
    'not-found',
    'too-many-attempts',
  ])
    .input(z.object({ token: UnsubscribeToken }))
    .output(z.object({})),
};
