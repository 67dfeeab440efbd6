import { inspect } from '#shared/files/inspect.ts';
import { open } from '#shared/files/open.ts';
import { filePlatform } from '../adapters/file-platform.ts';
import type { CloudParts } from '../context.ts';
import { os } from './base.ts';

/** Signed files, looked at by anybody. */
export function fileOperations({ keys, clock }: CloudParts) {
  return {
    inspect: os.file.inspect.handler(async ({ input }) => {
      const own = open(filePlatform, 'trust-root', keys.trustRoot, { pinned: null });
      return inspect(filePlatform, input.text, {
        now: clock.now(),
        trustRoot: own.accepted ? { payload: own.payload, digest: own.digest } : null,
        machine: null,
        applied: null,
        returned: [],
        requests: [],
        returns: [],
        cloud: { id: keys.cloudId, name: keys.cloudName },
      });
    }),
  };
}
