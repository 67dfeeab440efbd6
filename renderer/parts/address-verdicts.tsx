import type { ReadAddress } from '#shared/models/addresses.ts';
import type { Standing } from '../state/tally.ts';
import { Tally } from './tally.tsx';
import css from './address-verdicts.module.css';

interface AddressVerdictsProps {
  label: string;
  addresses: readonly ReadAddress[];
  /** One for each address. */
  verdicts: readonly Standing[];
}

/** What will happen to each address that was typed or pasted. */
export function AddressVerdicts({ label, addresses, verdicts }: AddressVerdictsProps) {
  if (addresses.length === 0) return null;
  return (
    <div className={css.addresses} role="group" aria-label={label} tabIndex={0}>
      <ul>
        {addresses.map(({ written, email }, at) => {
          const verdict = verdicts[at];
          return (
            <li key={`${at} ${written}`} className={css.address}>
              <span className={css.written}>{email ?? written}</span>
              {verdict && (
                <Tally state={verdict.tally} icon={verdict.icon}>
                  {verdict.word}
                </Tally>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
