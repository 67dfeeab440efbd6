import { createORPCClient, ORPCError } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import { ValidationError } from '@orpc/contract';
import { ResponseValidationPlugin } from '@orpc/contract/plugins';
import { toFailure } from '#shared/contract/failure.ts';
import { cloudContract } from '#shared/contract/cloud/index.ts';
import { Failure } from '#shared/errors.ts';
import type { CloudClient, ConnectCloud } from '../../services/ports.ts';
import { createFetch, type FetchOptions } from './fetch.ts';

interface CallContext {
  token?: string | null;
  url?: string;
}

/** Connects to clouds over HTTP. The token is attached here, and nowhere else. */
export function createConnectCloud(options: FetchOptions = {}): ConnectCloud {
  const fetch = createFetch(options);

  return ({ url, token, onContact }) => {
    const link = new RPCLink<CallContext>({
      url: ({ context }) => `${(context.url ?? '').replace(/\/$/, '')}/rpc`,
      headers: ({ context }) => (context.token ? { authorization: `Bearer ${context.token}` } : {}),
      fetch,
      plugins: [new ResponseValidationPlugin(cloudContract)],
      interceptors: [
        async ({ next, ...call }) => {
          // Asked for with each call: an embedded cloud may be elsewhere after a restart.
          const address = await url();
          const carried = { url: address, token: await token() };
          try {
            const output = await next({ ...call, context: carried });
            onContact({ failure: null, token: carried.token });
            return output;
          } catch (error) {
            const failure = failureOf(error, address);
            if (failure) onContact({ failure, token: carried.token });
            throw failure ?? error;
          }
        },
      ],
    });
    return {
      client: createORPCClient<CloudClient>(link),
      call: (path, input, signal) => link.call(path, input, { context: {}, signal }),
    };
  };
}

/** What the cloud refused, or what came between; null for the rest: a caller who left, or a code of a newer cloud. */
function failureOf(error: unknown, url: string): Failure | null {
  const known = toFailure(error);
  if (known) return known;
  if (error instanceof ValidationError) return new Failure('not-a-greenroom-cloud', { url }, { cause: error });
  if (error instanceof ORPCError && error.code === 'NOT_FOUND') return new Failure('not-a-greenroom-cloud', { url });
  return null;
}
