import { Button } from '@mantine/core';
import { text } from '#shared/text/index.ts';
import type { TwoFactor } from '../../../state/two-factor.ts';
import shared from '../account.module.css';
import css from './two-factor.module.css';

const words = text.window.twoFactor.setUp;

/** My licenses whose product cannot sign in with two-factor: to go on, or to stop (A5). */
export function Without({
  licenses,
  onGoOn,
  onStop,
}: {
  licenses: TwoFactor['without'];
  onGoOn: () => void;
  onStop: () => void;
}) {
  const named = Map.groupBy(licenses, ({ product, edition, organization }) => `${product} ${edition}\n${organization}`);
  return (
    <div className={shared.stack}>
      <p>{words.withoutBody}</p>
      <ul className={`${css.rows} ${css.list}`}>
        {Array.from(named, ([key, same]) => {
          const [license, organization] = key.split('\n');
          return (
            <li key={key} className={css.row}>
              <div className={shared.rowText}>
                <div className={shared.rowName}>{license}</div>
                <div className={shared.second}>{organization}</div>
              </div>
              <div className={shared.second}>{words.times(same.length)}</div>
            </li>
          );
        })}
      </ul>
      <div className={css.foot}>
        <Button onClick={onStop} data-autofocus>
          {words.stop}
        </Button>
        <Button variant="filled" onClick={onGoOn}>
          {words.goOn}
        </Button>
      </div>
    </div>
  );
}
