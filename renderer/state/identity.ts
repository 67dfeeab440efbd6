import type { EvidenceName } from '#shared/models/machine.ts';
import type { Status } from '#shared/models/status.ts';

/** What stands between the identity of this machine and its cloud. `factors`: what is not as it was, as far as it is known. */
export type IdentityTrouble = { kind: 'cloned' } | { kind: 'changed'; factors: EvidenceName[] };

/** The trouble with this machine's identity, the worse one first; a dismissed notice does not end it. */
export function identityTroubleOf({ notices, cloud }: Pick<Status, 'notices' | 'cloud'>): IdentityTrouble | null {
  const refused = cloud.state === 'refused' ? cloud.why : null;
  if (refused === 'machine-cloned' || notices.some(({ kind }) => kind === 'machine-cloned')) return { kind: 'cloned' };
  const changed = notices.find((notice) => notice.kind === 'machine-changed');
  if (changed) return { kind: 'changed', factors: changed.factors };
  return refused === 'machine-changed' ? { kind: 'changed', factors: [] } : null;
}
