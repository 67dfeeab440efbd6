import { setTimeout as sleep } from 'node:timers/promises';
import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { AsyncIteratorClass } from '@orpc/server';
import type { contract } from '#shared/contract/index.ts';
import { toORPCError } from '#shared/contract/failure.ts';
import { Failure } from '#shared/errors.ts';
import { knock, OwnerGone } from './adapters/owner-door.ts';
import { takeOwnerLock } from './adapters/owner-lock.ts';
import { serveOwner } from './adapters/owner-socket.ts';
import type { Companion, CompanionRouter } from './companion.ts';
import { createDirectLink, createForwardingRouter, type Link } from './forwarding.ts';

type Role = 'owner' | 'door';
export type CompanionClient = ContractRouterClient<typeof contract>;

/** How long an owner may take to start or to go before it counts as unreachable. */
const patience = 5_000;

export interface OwnershipOptions {
  stateFolder: string;
  /** Puts the companion together; called once the lock is held, so nobody else writes in the state folder. */
  createCompanion: () => Promise<Companion>;
  /** Keeps heartbeat and session going while this process owns; false for a command that only asks something. */
  keepGoing: boolean;
  onRole?: (role: Role) => void;
}

/** One machine, one owner: this process is it, or a door to it, and becomes the other when it has to. */
export interface Ownership {
  role(): Role;
  /** What a host serves to its pages. Stays right when the role changes. */
  router: CompanionRouter;
  /** The same for the host itself: by type, or by the name of the operation. */
  client: CompanionClient;
  link: Link;
  /** Gives the work up in good order; calls under way are answered first. */
  stop(): Promise<void>;
}

interface Place {
  role: Role;
  link: Link;
  leave(): Promise<void>;
}

/** Becomes the owner of the state folder, or a door to whoever is. */
export async function attachOrOwn(options: OwnershipOptions): Promise<Ownership> {
  const stopping = new AbortController();
  let place = await findPlace(options, stopping.signal);
  let moving: Promise<Place> | null = null;

  /** Looks for the next owner, once for all who noticed that the last one is gone. */
  async function moveFrom(lost: Place): Promise<void> {
    if (place !== lost) return;
    moving ??= findPlace(options, stopping.signal).finally(() => (moving = null));
    try {
      place = await moving;
    } catch (error) {
      throw error instanceof Failure ? toORPCError(error) : error;
    }
  }

  const link: Link = {
    async call(path, input, call) {
      for (;;) {
        const from = place;
        try {
          const answer = await from.link.call(path, input, call);
          return isStream(answer) ? followed(answer, from, () => link.call(path, input, call)) : answer;
        } catch (error) {
          if (!(error instanceof OwnerGone) || call.signal?.aborted) throw error;
          await moveFrom(from);
          // Nobody knows whether the lost owner did it: the caller decides whether to ask again.
          if (error.reached) throw toORPCError(unreachable(options.stateFolder, error));
        }
      }
    },
  };

  /** A stream that goes on at the next owner. Each subscription begins with the whole truth, so nothing is missed. */
  function followed(stream: Stream, from: Place, again: () => Promise<unknown>): Stream {
    let current = stream;
    let source = from;
    return new AsyncIteratorClass(
      async () => {
        for (;;) {
          try {
            return await current.next();
          } catch (error) {
            if (!(error instanceof OwnerGone)) throw error;
            await moveFrom(source);
            source = place;
            current = (await again()) as Stream;
          }
        }
      },
      async () => void (await current.return?.()),
    );
  }

  return {
    role: () => place.role,
    router: createForwardingRouter(link),
    client: createORPCClient<CompanionClient>(link),
    link,
    async stop() {
      if (stopping.signal.aborted) return;
      stopping.abort();
      await place.leave();
    },
  };
}

async function findPlace(options: OwnershipOptions, signal: AbortSignal): Promise<Place> {
  const { stateFolder, onRole } = options;
  const deadline = performance.now() + patience;
  for (;;) {
    const release = await takeOwnerLock(stateFolder);
    const place = release ? await own(options, release) : await door(stateFolder, deadline, signal);
    if (place) {
      onRole?.(place.role);
      return place;
    }
    if (performance.now() > deadline) throw unreachable(stateFolder);
    await sleep(50, undefined, { signal });
  }
}

async function own({ stateFolder, createCompanion, keepGoing }: OwnershipOptions, release: () => void): Promise<Place> {
  try {
    const companion = await createCompanion();
    const close = await serveOwner(stateFolder, companion.router);
    const end = keepGoing ? companion.start() : companion.close;
    const leave = async () => {
      await close();
      await end();
      release();
    };
    return { role: 'owner', link: createDirectLink(companion.router), leave };
  } catch (error) {
    release();
    throw error;
  }
}

async function door(folder: string, deadline: number, signal: AbortSignal): Promise<Place | null> {
  const inTime = AbortSignal.timeout(Math.max(1, Math.ceil(deadline - performance.now())));
  const link = await knock(folder, AbortSignal.any([signal, inTime]));
  return link && { role: 'door', link, leave: async () => {} };
}

type Stream = AsyncIteratorObject<unknown, unknown, void>;

function isStream(answer: unknown): answer is Stream {
  return typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer && 'next' in answer;
}

function unreachable(path: string, cause?: Error) {
  return new Failure('owner-unreachable', { path }, { cause });
}
