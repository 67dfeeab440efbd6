import { Button, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { type Person, PersonName } from '#shared/models/person.ts';
import { text } from '#shared/text/index.ts';
import { Card } from '../../parts/page.tsx';
import { FailureNote } from '../../parts/states.tsx';
import { Tally } from '../../parts/tally.tsx';
import { createAutosave } from '../../state/autosave.ts';
import { useApi, useStores } from '../../state/use.tsx';
import css from './account.module.css';

const words = text.window.account;
const isGood = (name: string) => PersonName.safeParse(name).success;

/** My name, which saves by itself. When that fails, it can be tried again or put back. */
export function NameCard({ person }: { person: Person }) {
  const { cloud } = useApi();
  const { explain, refreshSession } = useStores();
  const [field] = useState(() =>
    createAutosave({
      saved: person.name,
      isGood,
      explain,
      save: async (name) => {
        const kept = await cloud.account.rename({ name });
        await refreshSession();
        return kept.name;
      },
    }),
  );
  // Whoever leaves the page before the pause is over has typed it all the same.
  useEffect(() => () => void field.flush(), [field]);
  const { typed, saved, phase, failure } = useStore(field);
  return (
    <Card
      title={words.name}
      aside={
        <span role="status">
          {phase === 'saving' && words.saving}
          {phase === 'saved' && (
            <Tally state="held" icon="check">
              {words.saved}
            </Tally>
          )}
        </span>
      }
    >
      <form
        className={css.stack}
        onSubmit={(event) => {
          event.preventDefault();
          void field.flush();
        }}
      >
        <TextInput
          className={css.wide}
          aria-label={words.name}
          description={words.nameHint}
          inputWrapperOrder={['input', 'description', 'error']}
          autoComplete="name"
          maxLength={80}
          value={typed}
          error={isGood(typed) ? null : words.nameBad}
          onChange={(event) => field.type(event.currentTarget.value)}
          onBlur={() => void field.flush()}
        />
        <FailureNote failure={failure} />
        {phase === 'failed' && (
          <div className={css.buttons}>
            <Button type="submit">{words.tryAgain}</Button>
            <Button onClick={field.undo}>{words.undo(saved)}</Button>
          </div>
        )}
      </form>
    </Card>
  );
}
