import { useEffect, useMemo, useState } from 'react';
import { type AddressVerdict, addressVerdicts, type ReadAddress } from '#shared/models/addresses.ts';
import { mostAddresses } from '../../state/team-lines.ts';
import { useApi } from '../../state/use.tsx';

const pause = 250;
const nobody: ReadonlySet<string> = new Set();

/**
 * What will happen to each address. What is no address, or named twice, is known at once; who belongs here or is invited
 * already, the cloud says once somebody stops typing.
 */
export function useVerdicts(organization: string, addresses: readonly ReadAddress[]): AddressVerdict[] {
  const { cloud } = useApi();
  const [known, know] = useState<ReadonlyMap<string, AddressVerdict>>(new Map());
  const local = useMemo(() => addressVerdicts(addresses, { members: nobody, invited: nobody }), [addresses]);
  const asked = addresses
    .flatMap(({ email }, at) => (email !== null && local[at] === 'valid' && !known.has(email) ? [email] : []))
    .slice(0, mostAddresses);
  const question = asked.join(' ');
  useEffect(() => {
    if (question === '') return;
    const emails = question.split(' ');
    const timer = setTimeout(() => {
      cloud.team.previewInvite({ organization, addresses: emails }).then(
        ({ verdicts }) =>
          know((last) => new Map([...last, ...emails.map((email, at) => [email, verdicts[at] ?? 'valid'] as const)])),
        // Without an answer they are taken for good: inviting itself says of each what it is.
        () => {},
      );
    }, pause);
    return () => clearTimeout(timer);
  }, [cloud, organization, question]);
  return local.map((verdict, at) =>
    verdict === 'valid' ? (known.get(addresses[at]?.email ?? '') ?? verdict) : verdict,
  );
}
