import { Failure, type ErrorCode } from '#shared/errors.ts';
import type { RunActivity } from './run-activity.ts';
import type { RunPorts } from './run-ports.ts';
import { remedyFor, type SourceTrouble, sourceFailure, waitAfter } from './run-retry.ts';
import type { RunListener, TransferTask } from './transfer-ports.ts';

/** An address that the file can be had from, as long as it works. */
export interface Link {
  readonly url: string;
  /** The strong ETag that the first answer had. */
  etag: string | null;
}

export type Source = ReturnType<typeof createSource>;

/** What stands between this machine and its cloud, and passes. */
const passing: readonly ErrorCode[] = [
  'cloud-unreachable',
  'cloud-untrusted-tls',
  'not-a-greenroom-cloud',
  'proxy-failed',
  'too-many-attempts',
];
/** Servers that change their ETag this often are asked without conditions: every chunk is checked anyway. */
const mostChanges = 3;
/** What may come and be wrong, however much was right in between: a share of the file, and this much at least. */
const wrongBytesFloor = 8 * 1024 * 1024;
const wrongBytesShare = 0.02;

/** Where one file comes from: all connections share its link, and one of them at a time has it renewed. */
export function createSource(
  { random }: Pick<RunPorts, 'random'>,
  ask: NonNullable<TransferTask['link']>,
  { activity, listener, size }: { activity: RunActivity; listener: Pick<RunListener, 'note'>; size: number },
) {
  let link: Link | null = null;
  let getting: Promise<Link> | null = null;
  let strikes = 0;
  let changes = 0;
  let wrongBytes = 0;
  let isRefused = false;

  /** Asks for a link until there is one: trouble on the way to the cloud is waited out. */
  async function renew(signal: AbortSignal): Promise<Link> {
    for (let tries = 1; ; tries += 1) {
      try {
        const renewed: Link = { url: await ask(signal), etag: null };
        if (isRefused) listener.note({ code: 'link-renewed' });
        isRefused = false;
        return renewed;
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof Failure) || !passing.includes(error.code)) throw error;
        await activity.waitOut(Math.max(1_000, waitAfter(tries + 2, random.fraction())), error.code, signal);
      }
    }
  }

  return {
    /** The link of now; waits while it is being renewed. */
    link(signal: AbortSignal): Promise<Link> | Link {
      if (link) return link;
      getting ??= (async () => {
        try {
          // However often it went wrong, the next try is not at once.
          await activity.waitOut(waitAfter(strikes, random.fraction()), 'source-unusable', signal);
          link = await renew(signal);
          return link;
        } finally {
          getting = null;
        }
      })();
      return getting;
    },

    /** What the first answer over this link said of the file. */
    learn(of: Link, etag: string | null): void {
      if (changes < mostChanges) of.etag ??= etag;
    },

    /** Nobody answers at this address: perhaps there is another by now. */
    forget(of: Link): void {
      if (of === link) link = null;
    },

    /** Something of it was right. */
    praise(): void {
      strikes = 0;
    },

    /** Something of it was not. Counts once for each link, however many connections found out; throws when it is enough. */
    blame(of: Link, trouble: SourceTrouble, bytes = 0): void {
      wrongBytes += bytes;
      if (wrongBytes > Math.max(wrongBytesFloor, size * wrongBytesShare)) throw sourceFailure(trouble, of.url);
      if (of !== link) return;
      strikes += 1;
      if (trouble.is === 'changed') changes += 1;
      if (trouble.is === 'link-refused') isRefused = true;
      const remedy = remedyFor(trouble, strikes);
      if (remedy === 'give-up') throw sourceFailure(trouble, of.url);
      link = remedy === 'again' ? { url: of.url, etag: null } : null;
    },
  };
}
