import { Anchor, Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { text } from '#shared/text/index.ts';
import { Tally } from '../../parts/tally.tsx';
import { FailureNote } from '../../parts/states.tsx';
import { useAction, useApi } from '../../state/use.tsx';
import css from './sign-in.module.css';

const words = text.window.singleSignOn;

interface SingleSignOnProps {
  /** What was typed where a password is asked for. */
  email: string;
  onPassword: () => void;
}

/** Asks for the address alone, and goes to the provider of its organization; back to where one is now. */
export function SingleSignOn({ email, onPassword }: SingleSignOnProps) {
  const { cloud } = useApi();
  const [typed, type] = useState(email);
  const [nobodyAt, setNobodyAt] = useState<string | null>(null);
  const [isLeaving, leave] = useState(false);
  const find = useAction(async () => {
    setNobodyAt(null);
    const { signOn } = await cloud.singleSignOn.find({ email: typed });
    if (signOn === null) {
      setNobodyAt(typed.slice(typed.lastIndexOf('@') + 1));
      return;
    }
    leave(true);
    const { pathname, search, hash } = location;
    location.assign(signOnAddress(typed, `${pathname}${search}${hash}`));
  });
  return (
    <>
      <h1 className={css.title}>{words.wayTitle}</h1>
      <p className={css.lead}>{words.wayLead}</p>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          void find.run();
        }}
      >
        <TextInput
          type="email"
          required
          withAsterisk={false}
          autoFocus
          autoComplete="username"
          maxLength={254}
          label={text.window.signIn.email}
          value={typed}
          onChange={(event) => {
            setNobodyAt(null);
            type(event.currentTarget.value);
          }}
        />
        {nobodyAt !== null && (
          <div role="alert">
            <Tally state="soon">{words.nobody(nobodyAt)}</Tally>
            <p className={css.note}>{words.nobodyNext}</p>
          </div>
        )}
        <FailureNote failure={find.failure} />
        <div className={css.formButtons}>
          <Button type="submit" variant="filled" size="lg" loading={find.busy || isLeaving}>
            {words.goOn}
          </Button>
        </div>
      </form>
      <div className={css.note}>
        <Anchor component="button" type="button" onClick={onPassword}>
          {words.byPassword}
        </Anchor>
      </div>
    </>
  );
}

/** Of the way to a provider; `to` is where one is once back. */
export const signOnAddress = (email: string, to: string): string =>
  `/sign-on/start?${new URLSearchParams({ email, to }).toString()}`;
