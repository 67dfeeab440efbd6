import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { Facts } from '../../parts/facts.tsx';
import { Plate } from '../../parts/plate.tsx';
import { FailureNote, LoadingState } from '../../parts/states.tsx';
import { Tally } from '../../parts/tally.tsx';
import { createResource } from '../../state/resource.ts';
import { useAction, useApi, useNow, useResource, useStores } from '../../state/use.tsx';
import { CodeTiles } from '../sign-in/code-form.tsx';
import css from './portal.module.css';

const words = text.window.portal.device;

/** A machine shows a code and waits: which one, and may it be signed in as me? */
export function DevicePage() {
  const [asked, ask] = useState(() => new URLSearchParams(location.search).get('code'));
  return asked ? <Decision key={asked} code={asked} onAnother={() => ask(null)} /> : <EnterCode onEnter={ask} />;
}

function EnterCode({ onEnter }: { onEnter: (code: string) => void }) {
  const [code, setCode] = useState('');
  return (
    <form
      className={css.card}
      onSubmit={(event) => {
        event.preventDefault();
        onEnter(code);
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
      <div className={css.buttons}>
        <Button type="submit" size="lg" variant="filled">
          {words.look}
        </Button>
      </div>
    </form>
  );
}

/** The machine behind a code, and the two answers. */
function Decision({ code, onAnother }: { code: string; onAnother: () => void }) {
  const { cloud } = useApi();
  const { explain, now: clock } = useStores();
  const now = useNow(1000);
  const [store] = useState(() => createResource(() => cloud.device.show({ userCode: code }), explain, clock));
  const { value: shown, failure } = useResource(store);
  const [decided, setDecided] = useState<boolean | null>(null);
  const decide = useAction(async (userCode: string, approve: boolean) => {
    const { approved } = await cloud.device.decide({ userCode, approve });
    setDecided(approved);
  });
  const another = (
    <div className={css.buttons}>
      <Button onClick={onAnother}>{words.another}</Button>
    </div>
  );
  if (!shown)
    return failure ? (
      <div className={css.card}>
        <h1 className={css.title}>{words.title}</h1>
        <FailureNote failure={failure} />
        {another}
      </div>
    ) : (
      <LoadingState />
    );
  const { machineName, platform, userCode, expiresAt } = shown;
  if (decided !== null)
    return (
      <div className={css.card}>
        <h1 className={css.title}>{decided ? words.approvedTitle(machineName) : words.refusedTitle}</h1>
        <Tally state="held">{decided ? words.approvedBody : words.refusedBody}</Tally>
        {another}
      </div>
    );
  return (
    <div className={css.card}>
      <h1 className={css.title}>{words.title}</h1>
      <CodeTiles code={userCode} />
      <Facts
        facts={[
          { label: words.machine, value: <Plate name={machineName} state="free" /> },
          { label: words.platform, value: words.platforms[platform] },
          { label: words.goodFor, value: dates.countdown(expiresAt - now) },
        ]}
      />
      <p>{words.compare(machineName)}</p>
      <FailureNote failure={decide.failure} />
      <div className={css.buttons}>
        <Button size="lg" onClick={() => void decide.run(userCode, false)} disabled={decide.busy}>
          {words.refuse}
        </Button>
        <Button size="lg" variant="filled" loading={decide.busy} onClick={() => void decide.run(userCode, true)}>
          {words.approve}
        </Button>
      </div>
    </div>
  );
}
