import type { LicensePayload } from '#shared/files/license.ts';
import type { KeptRequest } from './record.ts';
import type { Tombstone } from './tombstones.ts';

/**
 * The requests that go on waiting after a license came by file. Closed are the one it answers, earlier ones for the same,
 * and those that asked for what is here now.
 */
export function stillOpen(requests: readonly KeptRequest[], license: LicensePayload): KeptRequest[] {
  const answered = requests.findIndex(({ id }) => id === license.answers);
  return requests.filter((request, at) => {
    const isAnswered = at === answered || (at < answered && isForTheSame(request, requests[answered]));
    return !isAnswered && !isCovered(request, license);
  });
}

const isForTheSame = (one: KeptRequest, other?: KeptRequest) =>
  one.purpose === other?.purpose && JSON.stringify(one.wanted) === JSON.stringify(other.wanted);

/** Renewing and repairing is asked for what is here already: only an answer settles that. */
function isCovered({ purpose, wanted }: KeptRequest, { leases }: LicensePayload): boolean {
  if (purpose !== 'activate') return false;
  return leases.some(
    ({ license: { product, edition } }) =>
      wanted === null || (wanted.product === product.id && (wanted.edition ?? edition.id) === edition.id),
  );
}

/** What was given back and is in no newer license is free: the cloud says so without a receipt, too. */
export function settleReturns(returns: readonly Tombstone[], license: LicensePayload): readonly Tombstone[] {
  const isFree = ({ payload, freedAt }: Tombstone) =>
    freedAt === null &&
    payload.cloud === license.cloud &&
    license.sequence > payload.sequence &&
    license.leases.every(({ id }) => id !== payload.lease);
  if (!returns.some(isFree)) return returns;
  return returns.map((each) => (isFree(each) ? { ...each, freedAt: license.issuedAt } : each));
}
