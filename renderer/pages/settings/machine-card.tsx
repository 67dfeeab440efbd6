import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { EvidenceFactor } from '#shared/models/machine.ts';
import { text } from '#shared/text/index.ts';
import type { CompanionClient } from '../../api/api.ts';
import { CopyCode } from '../../parts/copy.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Card } from '../../parts/page.tsx';
import { FailureNote } from '../../parts/states.tsx';
import { Tally } from '../../parts/tally.tsx';
import { useAction, useStatus } from '../../state/use.tsx';
import css from './settings.module.css';

const words = text.window.settings;

/** This machine: its name, its key, and the hardware facts that show the key has not moved. */
export function MachineCard({ companion }: { companion: CompanionClient }) {
  const machine = useStatus((status) => status.machine);
  const [edited, setEdited] = useState<string | null>(null);
  const rename = useAction(async (name: string) => {
    await companion.machine.rename({ name });
    setEdited(null);
  });
  if (!machine) return null;
  const name = edited ?? machine.name;
  return (
    <Card title={words.machine}>
      <div className={css.stack}>
        <form
          className={css.rename}
          onSubmit={(event) => {
            event.preventDefault();
            void rename.run(name.trim());
          }}
        >
          <TextInput
            label={words.name}
            description={words.nameHint}
            value={name}
            maxLength={60}
            required
            withAsterisk={false}
            onChange={(event) => setEdited(event.currentTarget.value)}
          />
          <Button type="submit" loading={rename.busy} disabled={name.trim() === '' || name.trim() === machine.name}>
            {words.rename}
          </Button>
        </form>
        <FailureNote failure={rename.failure} />
        <Facts
          facts={[
            { label: words.key, value: <CopyCode value={machine.id} /> },
            { label: words.stateFolder, value: <span className={css.mono}>{machine.stateFolder}</span> },
          ]}
        />
        <Evidence factors={machine.evidence} />
      </div>
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
