import { z } from 'zod';
import { OrganizationRef } from '../../models/person.ts';
import { operation } from '../operation.ts';

const Feeds = z.object({
  mine: z.url().describe('the ends of my own leases and licenses'),
  organizations: z
    .array(z.object({ organization: OrganizationRef, url: z.url() }))
    .describe('everything of the organizations I manage'),
});

/** Calendar feeds (.ics) of the ends of leases and licenses. Whoever has the address can read it. */
export const calendar = {
  show: operation('Shows the addresses of my calendar feeds', { needs: 'session' }).input(z.object({})).output(Feeds),
  renew: operation('Gives my calendar feeds new addresses; the old ones stop working', {
    needs: 'session',
    example: 'cloud calendar renew',
  })
    .input(z.object({}))
    .output(Feeds),
};
