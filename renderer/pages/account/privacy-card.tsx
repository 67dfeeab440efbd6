import { Button, Switch } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { PrivacyChoices } from '#shared/models/account.ts';
import { text } from '#shared/text/index.ts';
import { Card } from '../../parts/page.tsx';
import { FailureNote } from '../../parts/states.tsx';
import { Tally } from '../../parts/tally.tsx';
import { toast } from '../../parts/toast.tsx';
import { makeUnsavedChoices } from '../../state/account.ts';
import { useAction, useApi, useKept } from '../../state/use.tsx';
import css from './account.module.css';

const words = text.window.privacy;
const names = ['productNews', 'analytics'] as const;
const hints = { productNews: words.productNewsHint, analytics: words.analyticsHint };

/** What the cloud may do with my data: saved by the button alone, and never lost silently (A7). */
export function PrivacyCard({ saved, onChanged }: { saved: PrivacyChoices; onChanged: () => Promise<void> }) {
  const { cloud } = useApi();
  const unsaved = useKept(makeUnsavedChoices);
  const { choices } = useStore(unsaved);
  const shown = choices ?? saved;
  const isChanged = names.some((name) => shown[name] !== saved[name]);
  const save = useAction(async () => {
    await cloud.account.choosePrivacy(shown);
    await onChanged();
    unsaved.setState({ choices: null });
    toast({ tally: 'held', icon: 'check', title: words.saved, message: null });
  });
  useKeep(isChanged);
  return (
    <Card
      title={words.choices}
      aside={<span role="status">{isChanged && <Tally state="soon">{words.unsaved}</Tally>}</span>}
    >
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (isChanged) void save.run();
        }}
      >
        <p>{words.choicesLead}</p>
        {names.map((name) => (
          <Switch
            key={name}
            label={words[name]}
            description={hints[name]}
            checked={shown[name]}
            onChange={(event) => unsaved.setState({ choices: { ...shown, [name]: event.currentTarget.checked } })}
          />
        ))}
        <FailureNote failure={save.failure} />
        <div className={css.buttons}>
          <Button
            disabled={!isChanged || save.busy}
            onClick={() => {
              save.clear();
              unsaved.setState({ choices: null });
            }}
          >
            {words.discard}
          </Button>
          <Button type="submit" variant="filled" loading={save.busy} disabled={!isChanged}>
            {words.save}
          </Button>
        </div>
      </form>
    </Card>
  );
}

/** Whoever leaves with something unsaved is told; a browser asks before it closes the page. */
function useKeep(isChanged: boolean): void {
  const last = useRef(isChanged);
  useEffect(() => {
    last.current = isChanged;
  }, [isChanged]);
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (last.current) event.preventDefault();
    };
    addEventListener('beforeunload', ask);
    return () => {
      removeEventListener('beforeunload', ask);
      if (last.current) toast({ tally: 'soon', title: words.unsavedTitle, message: words.unsavedBody, stays: true });
    };
  }, []);
}
