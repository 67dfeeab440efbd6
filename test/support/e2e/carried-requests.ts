import { open } from '#shared/files/open.ts';
import type { TrustRootPayload } from '#shared/files/trust-root.ts';
import { callingMachine } from '../calling-machine.ts';
import { platform } from '../signed-files.ts';

/** What a cloud shows as its trust root. */
export function trustRootIn(text: string): TrustRootPayload {
  const opened = open(platform, 'trust-root', text, { pinned: null });
  if (!opened.accepted) throw new Error(`the trust root is refused: ${opened.refusal.code}`);
  return opened.payload;
}

/** Requests of so many machines that this cloud never met, each with a key of its own. */
export const requestsOf = (
  count: number,
  root: TrustRootPayload,
  wanted: { product: string; edition: string },
): string[] =>
  Array.from({ length: count }, (_, at) =>
    callingMachine(`NODE-${String(at + 1).padStart(4, '0')}`, root, undefined, Date.now).request({ wanted }),
  );
