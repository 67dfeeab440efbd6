import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { EvidenceFactor } from '#shared/models/machine.ts';
import { text } from '#shared/text/index.ts';
import type { CompanionClient } from '../../api/api.ts';
import { CopyCode } from '../../parts/copy.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Card } from '../../parts/page.tsx';
import { Tally } from '../../parts/tally.tsx';
import { identityTroubleOf } from '../../state/identity.ts';
import { useStatus } from '../../state/use.tsx';
import { IdentityTroubleNote } from './identity-trouble.tsx';
import { PrepareDialog } from './prepare-dialog.tsx';
import css from './settings.module.css';

const words = text.window.settings;

/** Who this machine is to its cloud, the facts that speak for it, and what to do when they no longer do. */
export function IdentityCard({ companion }: { companion: CompanionClient }) {
  const status = useStatus((whole) => whole);
  const [preparing, prepare] = useDisclosure();
  if (!status) return null;
  const { machine } = status;
  const trouble = identityTroubleOf(status);
  return (
    <Card title={words.identity}>
      <div className={css.stack}>
        {trouble && <IdentityTroubleNote companion={companion} trouble={trouble} />}
        <div className={css.wide}>
          <Facts facts={[{ label: words.key, value: <CopyCode value={machine.id} /> }]} />
          <p className={css.hint}>{words.keyHint}</p>
        </div>
        <Evidence factors={machine.evidence} />
        <div className={css.wide}>
          <h3 className={css.subtitle}>{words.image}</h3>
          <p className={css.hint}>{words.imageBody}</p>
        </div>
        <Button onClick={prepare.open}>{words.prepare}</Button>
      </div>
      <PrepareDialog companion={companion} opened={preparing} onClose={prepare.close} />
    </Card>
  );
}

function Evidence({ factors }: { factors: readonly EvidenceFactor[] }) {
  return (
    <div className={css.wide}>
      <h3 className={css.subtitle}>{words.evidence}</h3>
      <p className={css.hint}>{words.evidenceHint}</p>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{words.fact}</th>
            <th scope="col">{words.state}</th>
          </tr>
        </thead>
        <tbody>
          {factors.map(({ name, state, reason }) => (
            <tr key={name}>
              <td>{words.facts[name]}</td>
              <td>
                <Tally state={state === 'present' ? 'held' : 'free'}>
                  {state === 'present' ? words.present : words.reasons[reason]}
                </Tally>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
