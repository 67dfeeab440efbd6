import { toFailure } from '#shared/contract/failure.ts';
import { Failure } from '#shared/errors.ts';
import type { Shelf as ShownShelf, SignedReleases } from '#shared/models/release.ts';
import { isTransportTrouble } from '../cloud-state.ts';
import { createInTurn } from '../in-turn.ts';
import type { StoredReleases } from '../library/stored-releases.ts';
import type { CloudClient, CompanionPorts } from '../ports.ts';
import type { Session } from '../session.ts';
import { type Knowledge, knowReleases } from './known-releases.ts';
import type { KeptReleases, OpenedIndex, ReleaseShelfStore } from './release-ports.ts';

/** What is known of releases, and how fresh that is. */
export interface Looked extends Knowledge, Pick<ShownShelf, 'refused' | 'asOf' | 'isCurrent'> {}

export interface Shelf {
  /** What is known here; asks nobody. */
  look(organization?: string): Promise<Looked>;
  /**
   * Asks the cloud first; an answer that is no older than `within` milliseconds will do. Without a network, or signed
   * out, it is what was seen last.
   */
  ask(organization?: string, options?: { within?: number; signal?: AbortSignal }): Promise<Looked>;
  /** The newest index that is known here of a product; null when none verifies. */
  indexOf(product: string, channel: string): Promise<OpenedIndex | null>;
  /** Where the person works now, or who was meant; null when nobody is signed in. */
  organization(wanted?: string | null): Promise<string | null>;
}

interface Ports extends Pick<CompanionPorts, 'machineState' | 'clock' | 'log'> {
  shelfStore: ReleaseShelfStore;
}

interface Parts {
  cloud: Pick<CloudClient, 'release'>;
  session: Pick<Session, 'show' | 'restore'>;
  stored: StoredReleases;
}

/** Who waits for a list does not wait longer for a network that swallows everything. */
const patience = 15_000;
/** A hundred transfers that begin at once do not ask one after the other a cloud that was not there just now. */
const hopelessFor = 5_000;

/** The releases that were offered, verified before anybody sees them, and kept for times without a network. */
export function createShelf({ machineState, clock, shelfStore, log }: Ports, { cloud, session, stored }: Parts): Shelf {
  const inTurn = createInTurn();
  let asked: { organization: string; at: number; refused: Looked['refused'] } | null = null;
  let failedAt: number | null = null;
  let isRemembered = false;
  /** As on disk, and also where the disk could not be written. */
  const inMemory = new Map<string, KeptReleases>();

  async function organizationOf(wanted?: string | null): Promise<string | null> {
    if (wanted) return wanted;
    await session.restore();
    const now = session.show();
    return now.state === 'signed-in' ? now.current : null;
  }

  async function keptFor(organization: string | null): Promise<KeptReleases | null> {
    // Who is signed in and belongs nowhere is not shown what others saw.
    if (organization === null && session.show().state === 'signed-in') return null;
    const kept =
      organization === null
        ? await shelfStore.readLast()
        : (inMemory.get(organization) ?? (await shelfStore.read(organization)));
    return kept?.cloud === machineState.pinned()?.cloud ? kept : null;
  }

  async function look(organization: string | null): Promise<Looked> {
    const kept = await keptFor(organization);
    const knowledge = knowReleases(machineState, kept?.files ?? [], await stored.list());
    return { ...knowledge, refused: [], asOf: kept?.asOf ?? null, isCurrent: false };
  }

  /** Where the file of marks was lost, what is kept here says what was seen: before anything new is judged. */
  async function remember(): Promise<void> {
    if (isRemembered) return;
    const kept = await shelfStore.readLast();
    for (const { product, channel, index } of kept?.files ?? [])
      await machineState.takeReleases({ product: product.id, channel, index, manifests: [] });
    for (const { folder, manifest } of await stored.list()) {
      const { product, channel } = manifest.payload;
      for (const index of folder.indexes) await machineState.takeReleases({ product, channel, index, manifests: [] });
    }
    isRemembered = true;
  }

  async function refresh(organization: string, signal?: AbortSignal): Promise<boolean> {
    await remember().catch(notKept);
    const inTime = AbortSignal.timeout(patience);
    const either = signal ? AbortSignal.any([signal, inTime]) : inTime;
    const offered = await cloud.release.files({ organization }, { signal: either }).catch((error: unknown) => {
      signal?.throwIfAborted();
      const failure = toFailure(error);
      if (!failure && !inTime.aborted) throw error;
      if (!isTransportTrouble(failure))
        log.warn('the cloud did not say which releases there are', { error: String(error) });
      return null;
    });
    failedAt = offered ? null : clock.monotonic();
    if (offered) await take(organization, offered);
    return offered !== null;
  }

  async function take(organization: string, offered: readonly SignedReleases[]): Promise<void> {
    const before = (await keptFor(organization))?.files ?? [];
    const refused: Looked['refused'] = [];
    const files: SignedReleases[] = [];
    for (const one of offered) {
      const { product, channel } = one;
      const of = { product: product.id, channel };
      const { refusal } = await machineState.takeReleases({ ...one, ...of }).catch((error: unknown) => {
        notKept(error);
        return machineState.readReleases({ ...one, ...of });
      });
      if (refusal === null) files.push(one);
      else {
        refused.push({ ...of, refusal });
        // What was seen before goes on being true.
        files.push(...before.filter((kept) => kept.product.id === product.id && kept.channel === channel));
      }
    }
    const pinned = machineState.pinned();
    asked = { organization, at: clock.monotonic(), refused };
    // What was refused as a whole leaves no trace.
    if (!pinned || (offered.length > 0 && refused.length === offered.length)) return;
    const kept = { cloud: pinned.cloud, organization, asOf: machineState.now(), files };
    inMemory.set(organization, kept);
    await shelfStore.write(kept).catch(notKept);
  }

  const notKept = (error: unknown) => {
    if (!(error instanceof Failure)) throw error;
    log.warn('what was seen of releases could not be kept', { error: String(error) });
  };

  return {
    organization: organizationOf,
    async indexOf(product, channel) {
      const { indexes } = await look(await organizationOf());
      return indexes.find(({ payload }) => payload.product === product && payload.channel === channel) ?? null;
    },
    look: async (organization) => look(await organizationOf(organization)),
    ask: (wanted, { within = 0, signal } = {}) =>
      inTurn(async () => {
        const organization = await organizationOf(wanted);
        if (organization === null) return look(null);
        const isRecent = asked?.organization === organization && clock.monotonic() - asked.at <= within;
        const isHopeless = failedAt !== null && clock.monotonic() - failedAt <= Math.min(within, hopelessFor);
        const isCurrent = within > 0 && (isRecent || isHopeless) ? isRecent : await refresh(organization, signal);
        return { ...(await look(organization)), refused: isCurrent ? (asked?.refused ?? []) : [], isCurrent };
      }),
  };
}
