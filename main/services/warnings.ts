import type { EndsSoon, HeldLease } from '#shared/models/status.ts';
import { day, type Moment } from '#shared/models/time.ts';
import { explainNotice, text } from '#shared/text/index.ts';
import type { Notices } from './notices.ts';
import type { CompanionPorts, Warned } from './ports.ts';

/** An end that comes closer, with the warning that is due. */
type Due = Omit<EndsSoon, 'id' | 'at' | 'kind'>;

/**
 * Warns before an offline lease or a license comes to its end (L10), once for each of the days the license file names: in
 * the window, and outside it where somebody would see that. Called every few seconds, by the same clockwork as housekeeping.
 */
export function createWarnings(
  { machineState, notifier, log }: Pick<CompanionPorts, 'machineState' | 'notifier' | 'log'>,
  notices: Pick<Notices, 'list' | 'add' | 'dismiss'>,
): () => Promise<void> {
  let told: readonly Warned[] = machineState.warned();

  const shown = () => notices.list().filter((notice): notice is EndsSoon => notice.kind === 'ends-soon');

  /** On disk before anybody is told, so that a restart does not tell it again; told all the same where the disk is full. */
  async function note(next: readonly Warned[]): Promise<void> {
    told = next;
    await machineState
      .keepWarned(next)
      .catch((error: unknown) => log.warn('a warning could not be noted', { error: String(error) }));
  }

  async function warn(due: Due, now: Moment): Promise<void> {
    const { lease, what, endsAt, days } = due;
    await note([...told.filter((one) => !isAbout(one, due)), { lease, what, endsAt, days }]);
    for (const before of shown().filter((one) => isAbout(one, due))) await notices.dismiss(before.id);
    await notices.add({ kind: 'ends-soon', ...due });
    const { sentence, next } = explainNotice({ id: lease, at: now, kind: 'ends-soon', ...due });
    const title = text.companion.endsSoon(due.license, Math.ceil((endsAt - now) / day));
    notifier?.show({ title, body: `${sentence} ${next}` });
  }

  return async () => {
    const now = machineState.now();
    const all = machineState.leases().flatMap((lease) => endsOf(lease, now, machineState.warnDays()));
    // Renewed, given back, or over: nobody needs the warning any more.
    for (const notice of shown())
      if (!all.some((due) => isAbout(due, notice) && due.endsAt === notice.endsAt)) await notices.dismiss(notice.id);
    for (const due of all)
      if (!told.some((one) => isAbout(one, due) && one.endsAt === due.endsAt && one.days <= due.days))
        await warn(due, now);
    const stillMatters = told.filter((one) => one.endsAt > now - 30 * day);
    if (stillMatters.length < told.length) await note(stillMatters);
  };
}

/** The ends of a lease that are close enough to be said. Online leases renew themselves: of those, only the license's. */
function endsOf(lease: HeldLease, now: Moment, warnDays: readonly number[]): Due[] {
  const { id, product, edition, timeZone, mode, standing, leaseEndsAt, licenseEndsAt } = lease;
  if (standing === 'ended' || standing === 'lease-grace') return [];
  const about = { lease: id, license: `${product.name} ${edition.name}`, timeZone };
  const isOwnEnd = mode === 'offline' && (licenseEndsAt === null || leaseEndsAt < licenseEndsAt);
  const ends = [
    ...(isOwnEnd ? [{ what: 'offline-lease' as const, endsAt: leaseEndsAt }] : []),
    ...(licenseEndsAt === null ? [] : [{ what: 'license' as const, endsAt: licenseEndsAt }]),
  ];
  return ends.flatMap(({ what, endsAt }) => {
    const days = Math.min(...warnDays.filter((each) => now < endsAt && endsAt - now <= each * day));
    return Number.isFinite(days) ? [{ ...about, what, endsAt, days }] : [];
  });
}

const isAbout = (one: Pick<Warned, 'lease' | 'what'>, other: Pick<Warned, 'lease' | 'what'>) =>
  one.lease === other.lease && one.what === other.what;
