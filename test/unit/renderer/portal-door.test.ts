import { expect, test } from 'vitest';
import { asFailure } from '../../../renderer/api/failure.ts';
import { openPortalDoor } from '../../../renderer/api/http.ts';
import { serve } from '../../support/loopback.ts';

test('a cloud that never answers is away after a while: nothing in the portal waits for ever', async () => {
  const origin = await serve(() => {});
  const page = { fetch, location: { origin } as Location };
  const failure = await openPortalDoor(page, 50)
    .cloud.about.show({})
    .catch((error: unknown) => asFailure(error, 'portal', origin));
  expect(failure).toMatchObject({ code: 'cloud-unreachable', details: { url: origin } });
});
