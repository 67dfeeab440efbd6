import { Button, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { Facts } from '../../parts/facts.tsx';
import { Plate } from '../../parts/plate.tsx';
import { FailureNote } from '../../parts/states.tsx';
import { Tally } from '../../parts/tally.tsx';
import { useAction, useApi, useNow } from '../../state/use.tsx';
import { CodeTiles } from '../sign-in/code-form.tsx';
import css from './portal.module.css';

const words = text.window.portal.device;

/** A machine shows a code and waits: which one, and may it be signed in as me? */
export function DevicePage() {
  const { cloud } = useApi();
  const now = useNow(1000);
  const [code, setCode] = useState(() => new URLSearchParams(location.search).get('code') ?? '');
  const [shown, setShown] = useState<Awaited<ReturnType<typeof cloud.device.show>> | null>(null);
  const [decided, setDecided] = useState<boolean | null>(null);
  const look = useAction(async (userCode: string) => setShown(await cloud.device.show({ userCode })));
  const decide = useAction(async (userCode: string, approve: boolean) => {
    const { approved } = await cloud.device.decide({ userCode, approve });
    setDecided(approved);
  });
  const { run } = look;
  useEffect(() => {
    const given = new URLSearchParams(location.search).get('code');
    if (given) void run(given);
    // Only the code the address brought is looked up unasked.
  }, []);

  if (decided !== null && shown)
    return (
      <div className={css.card}>
        <Tally state={decided ? 'on' : 'held'}>
          {decided ? words.approvedTitle(shown.machineName) : words.refusedTitle}
        </Tally>
        <p>{decided ? words.approvedBody : words.refusedBody}</p>
        <div className={css.buttons}>
          <Button
            onClick={() => {
              setDecided(null);
              setShown(null);
              setCode('');
            }}
          >
            {words.another}
          </Button>
        </div>
      </div>
    );
  if (shown)
    return (
      <div className={css.card}>
        <h1 className={css.title}>{words.title}</h1>
        <CodeTiles code={shown.userCode} />
        <Facts
          facts={[
            { label: words.machine, value: <Plate name={shown.machineName} state="free" /> },
            { label: words.platform, value: words.platforms[shown.platform] },
            { label: words.goodFor, value: dates.countdown(shown.expiresAt - now) },
          ]}
        />
        <p>{words.compare(shown.machineName)}</p>
        <FailureNote failure={decide.failure} />
        <div className={css.buttons}>
          <Button size="lg" onClick={() => void decide.run(shown.userCode, false)} disabled={decide.busy}>
            {words.refuse}
          </Button>
          <Button
            size="lg"
            variant="filled"
            loading={decide.busy}
            onClick={() => void decide.run(shown.userCode, true)}
          >
            {words.approve}
          </Button>
        </div>
      </div>
    );
  return (
    <form
      className={css.card}
      onSubmit={(event) => {
        event.preventDefault();
        void look.run(code);
      }}
    >
      <h1 className={css.title}>{words.title}</h1>
      <p>{words.lead}</p>
      <TextInput
        label={words.code}
        description={words.codeHint}
        placeholder="K7QF-2M9D"
        value={code}
        autoFocus
        required
        withAsterisk={false}
        autoComplete="off"
        maxLength={16}
        onChange={(event) => setCode(event.currentTarget.value.toUpperCase())}
      />
      <FailureNote failure={look.failure} />
      <div className={css.buttons}>
        <Button type="submit" size="lg" variant="filled" loading={look.busy}>
          {words.look}
        </Button>
      </div>
    </form>
  );
}
