import { z } from 'zod';
import { ApiKey, KeyDays, KeyName, KeyScope, MyApiKey } from '../../models/api-key.ts';
import { Id } from '../../models/id.ts';
import { operation } from '../operation.ts';

const ofOrganization = z.object({ organization: Id });
const aboutOne = { needs: 'integration.manage', subject: 'organization' } as const;

/** Keys for scripts of an organization (O9). A key acts as whoever made it, within its scopes. */
export const apiKey = {
  list: operation('Lists the API keys of an organization', {
    needs: 'integration.manage',
    subject: 'organization',
    example: 'cloud api-key list --organization O-1',
  })
    .input(ofOrganization)
    .output(z.array(ApiKey)),
  create: operation(
    'Makes an API key; its text is in this answer, and nowhere else afterwards',
    {
      ...aboutOne,
      example: 'cloud api-key create --organization O-1 --name "Render sync" --scopes read,licenses --days 90',
    },
    ['not-allowed', 'limit-reached'],
  )
    .input(
      ofOrganization.extend({
        name: KeyName,
        scopes: z.array(KeyScope).min(1).max(KeyScope.options.length),
        days: KeyDays.describe('so long it is good for; null: until somebody revokes it'),
      }),
    )
    .output(ApiKey.extend({ text: z.string().describe('grk_…, for “Authorization: Bearer grk_…”') })),
  rename: operation(
    'Calls an API key something else',
    { ...aboutOne, example: 'cloud api-key rename --organization O-1 --key K-1 --name "Render sync"' },
    ['not-found'],
  )
    .input(ofOrganization.extend({ key: Id, name: KeyName }))
    .output(ApiKey),
  revoke: operation(
    'Revokes an API key: from now on it is refused',
    { ...aboutOne, example: 'cloud api-key revoke --organization O-1 --key K-1' },
    ['not-found'],
  )
    .input(ofOrganization.extend({ key: Id }))
    .output(z.object({})),
  mine: operation('Lists the API keys that I made, in all my organizations', {
    needs: 'session',
    example: 'cloud api-key mine',
  })
    .input(z.object({}))
    .output(z.array(MyApiKey)),
  revokeMine: operation(
    'Revokes an API key that I made, whatever my role is now',
    { needs: 'session', example: 'cloud api-key revoke-mine --key K-1' },
    ['not-found'],
  )
    .input(z.object({ key: Id }))
    .output(z.object({})),
};
