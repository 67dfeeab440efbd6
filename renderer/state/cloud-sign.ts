import type { HeldLease, Status } from '#shared/models/status.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import type { Tally, TallyIcon } from './tally.ts';

export interface CloudSign {
  /** Which of the five: unreachable, refused (or revoked), ended, grace. */
  kind: 'unreachable' | 'refused' | 'ended' | 'grace';
  tally: Tally;
  icon?: TallyIcon;
  sentence: string;
  /** Where the next step is. */
  leadsTo: 'check' | 'settings' | 'picker' | null;
  /** The code behind it, to quote. */
  code: string | null;
}

const words = text.window.cloudSign;
const nameOf = ({ product, edition }: HeldLease) => `${product.name} ${edition.name}`;

const settledInSettings = new Set(['cloud-changed', 'machine-changed', 'machine-cloned']);

/** What stands between this machine and calm, worst first; null when nothing does. */
export function signOf({ cloud, leases }: Pick<Status, 'cloud' | 'leases'>, now: number): CloudSign | null {
  const ended = leases.find(({ standing }) => standing === 'ended');
  if (ended)
    return { kind: 'ended', tally: 'ended', sentence: words.ended(nameOf(ended)), leadsTo: 'picker', code: null };
  const grace = leases.find(({ standing }) => standing === 'unassign-grace' || standing === 'lease-grace');
  if (grace) return signOfGrace(grace, now);
  if (cloud.state === 'refused')
    return {
      kind: 'refused',
      tally: 'ended',
      sentence: words.refusals[cloud.why ?? ''] ?? words.refused,
      leadsTo: settledInSettings.has(cloud.why ?? '') ? 'settings' : 'check',
      code: cloud.why,
    };
  if (cloud.state === 'unreachable') return signOfSilence(cloud.why, leases, now);
  return null;
}

function signOfGrace(lease: HeldLease, now: number): CloudSign {
  const unassigned = lease.standing === 'unassign-grace';
  const endsAt = unassigned ? (lease.unassignGraceEndsAt ?? lease.leaseEndsAt) : lease.graceEndsAt;
  const sentence = (unassigned ? words.unassigned : words.leaseGrace)(nameOf(lease), dates.more(endsAt - now));
  return { kind: 'grace', tally: 'soon', sentence, leadsTo: 'picker', code: null };
}

function signOfSilence(why: string | null, leases: readonly HeldLease[], now: number): CloudSign {
  const what = words.troubles[why ?? ''] ?? words.unreachable;
  const [first] = leases;
  const more = dates.more(Math.min(...leases.map(({ leaseEndsAt }) => leaseEndsAt)) - now);
  const meanwhile = !first
    ? words.noLease
    : leases.length === 1
      ? words.good(nameOf(first), more)
      : words.goodMany(more);
  return {
    kind: 'unreachable',
    tally: 'soon',
    icon: 'waiting',
    sentence: `${what} ${meanwhile}`,
    leadsTo: why === 'cloud-unreachable' || why === null ? 'check' : 'settings',
    code: why,
  };
}
