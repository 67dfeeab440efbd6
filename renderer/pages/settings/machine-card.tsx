import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { text } from '#shared/text/index.ts';
import type { CompanionClient } from '../../api/api.ts';
import { Facts } from '../../parts/facts.tsx';
import { Card } from '../../parts/page.tsx';
import { FailureNote } from '../../parts/states.tsx';
import { useAction, useStatus } from '../../state/use.tsx';
import css from './settings.module.css';

const words = text.window.settings;

/** This machine: its name, and where it keeps what it knows. */
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
        <Facts facts={[{ label: words.stateFolder, value: <span className={css.mono}>{machine.stateFolder}</span> }]} />
      </div>
    </Card>
  );
}
