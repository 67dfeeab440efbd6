import type { AddressVerdict, ReadAddress } from '#shared/models/addresses.ts';
import { text } from '#shared/text/index.ts';
import { Tally } from '../../parts/tally.tsx';
import type { Standing } from '../../state/tally.ts';
import css from './team.module.css';

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

/** What will happen to each address that was typed or pasted. */
export function AddressList({ addresses, verdicts }: AddressListProps) {
  if (addresses.length === 0) return null;
  return (
    <div className={css.addresses} role="group" aria-label={words.verdictsLabel} tabIndex={0}>
      <ul>
        {addresses.map(({ written, email }, at) => {
          const verdict = verdicts[at] ?? 'not-an-address';
          const { tally, icon } = standings[verdict];
          return (
            <li key={`${at} ${written}`} className={css.address}>
              <span className={css.written}>{email ?? written}</span>
              <Tally state={tally} icon={icon}>
                {words.verdicts[verdict]}
              </Tally>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
