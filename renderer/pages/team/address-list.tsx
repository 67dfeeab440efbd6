import type { AddressVerdict, ReadAddress } from '#shared/models/addresses.ts';
import { text } from '#shared/text/index.ts';
import { AddressVerdicts } from '../../parts/address-verdicts.tsx';
import type { Standing } from '../../state/tally.ts';

const words = text.window.team;

const standings: Record<AddressVerdict, Omit<Standing, 'word'>> = {
  valid: { tally: 'held', icon: 'sent' },
  'is-member': { tally: 'free' },
  'is-invited': { tally: 'free' },
  repeated: { tally: 'free' },
  'not-an-address': { tally: 'ended' },
};

interface AddressListProps {
  addresses: readonly ReadAddress[];
  verdicts: readonly AddressVerdict[];
}

/** What will happen to each address that somebody is invited at. */
export function AddressList({ addresses, verdicts }: AddressListProps) {
  const shown = addresses.map((_, at) => {
    const verdict = verdicts[at] ?? 'not-an-address';
    return { ...standings[verdict], word: words.verdicts[verdict] };
  });
  return <AddressVerdicts label={words.verdictsLabel} addresses={addresses} verdicts={shown} />;
}
