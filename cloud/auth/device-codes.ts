import { isAPIError } from 'better-auth/api';
import { z } from 'zod';
import { Failure } from '#shared/errors.ts';
import { day } from '#shared/models/time.ts';
import type { Clock } from '../ports.ts';
import { isoOf, momentOf } from '../store/moment.ts';
import { deviceClient } from './device-grant.ts';
import type { DeviceCodes } from './port.ts';
import { handOver, libraryHeaders, type SessionParts } from './sessions.ts';

const grantType = 'urn:ietf:params:oauth:grant-type:device_code' as const;

export function createDeviceCodes(parts: SessionParts & { clock: Clock }): DeviceCodes {
  const { library, store, attempts, clock } = parts;
  const find = (column: 'deviceCode' | 'userCode', code: string) =>
    store.db.selectFrom('deviceCode').selectAll().where(column, '=', code).executeTakeFirst();

  const show: DeviceCodes['show'] = async (userCode, visitor) => {
    await attempts.fromAddress('code-show', visitor.address);
    const code = await find('userCode', userCode);
    if (code?.status !== 'pending') throw new Failure('not-found', {});
    const claim = await library.api
      .deviceVerify({ query: { user_code: userCode }, headers: libraryHeaders(visitor) })
      .catch(refuse);
    // The library tells the client only to the person who showed the code first.
    if (!('client_id' in claim)) throw new Failure('not-found', {});
    const { machineName, platform, expiresAt } = code;
    return { machineName, platform, expiresAt: momentOf(expiresAt) };
  };

  return {
    async start({ machineName, platform }, visitor) {
      await attempts.fromAddress('code-start', visitor.address);
      await store.db
        .deleteFrom('deviceCode')
        .where('expiresAt', '<', isoOf(clock.now() - day))
        .execute();
      const code = await library.api.deviceCode({
        body: { client_id: deviceClient, machine_name: machineName, platform },
        headers: libraryHeaders(visitor),
      });
      return {
        deviceCode: code.device_code,
        userCode: code.user_code,
        expiresAt: clock.now() + code.expires_in * 1_000,
        intervalSeconds: code.interval,
      };
    },

    async poll(deviceCode, visitor) {
      await attempts.fromAddress('code-poll', visitor.address);
      const code = await find('deviceCode', deviceCode);
      try {
        const body = { grant_type: grantType, device_code: deviceCode, client_id: deviceClient };
        const { access_token } = await library.api.deviceToken({ body, headers: libraryHeaders(visitor) });
        return { ...(await handOver(parts, access_token, code?.machineName ?? null)), cookies: [] };
      } catch (error) {
        const why = reasonOf(error);
        if (why === 'authorization_pending' || why === 'slow_down') return null;
        return refuse(error);
      }
    },

    show,

    async decide(userCode, approve, visitor) {
      // Showing claims the code for this person; the library lets nobody else decide.
      const { machineName } = await show(userCode, visitor);
      const call = { body: { userCode }, headers: libraryHeaders(visitor) };
      await (approve ? library.api.deviceApprove(call) : library.api.deviceDeny(call)).catch(refuse);
      return { machineName };
    },
  };
}

const Refusal = z.object({ error: z.string() });

/** The RFC's name for what went wrong; undefined for trouble of another kind. */
function reasonOf(error: unknown): string | undefined {
  return isAPIError(error) ? Refusal.safeParse(error.body).data?.error : undefined;
}

/** An unknown or used code is answered like one that ended; somebody else's, or one decided already, like none at all. */
function refuse(error: unknown): never {
  const why = reasonOf(error);
  if (why === 'access_denied' && isAPIError(error) && error.statusCode === 400) throw new Failure('code-refused', {});
  if (why === 'expired_token' || why === 'invalid_grant') throw new Failure('code-expired', {});
  if (why === 'invalid_request' || why === 'access_denied') throw new Failure('not-found', {});
  throw error;
}
