import { Button, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { text } from '#shared/text/index.ts';
import { FailureNote, LoadingState } from '../../parts/states.tsx';
import { Tally, TallyIcon } from '../../parts/tally.tsx';
import { toast } from '../../parts/toast.tsx';
import { compareWords, spokenFingerprint } from '../../state/offline-here.ts';
import { useAction, useApi, useStatus } from '../../state/use.tsx';
import { useInspected } from './use-inspected.ts';
import css from './inspect.module.css';

const words = text.window.offline.trust;

/** Before a trust root is believed, its words are compared with those that the cloud itself shows (FILES, rule 3). */
export function CompareRoot({ root, onDone }: { root: string; onDone: () => void }) {
  const pieces = useMemo(() => [{ text: root }], [root]);
  const { value: files, failure, refresh } = useInspected(pieces);
  if (failure)
    return (
      <div className={css.stack}>
        <FailureNote failure={failure} />
        <div className={css.end}>
          <Button onClick={() => void refresh()}>{text.window.parts.tryAgain}</Button>
        </div>
      </div>
    );
  if (!files) return <LoadingState label={text.window.inspect.looking} />;
  const newest = files.toSorted((one, other) => (other.about?.sequence ?? 0) - (one.about?.sequence ?? 0))[0];
  const fingerprint = newest?.about?.fingerprint ?? null;
  if (fingerprint === null) return <p>{text.window.inspect.nothing}</p>;
  return <Compare root={root} name={newest?.about?.cloud ?? ''} fingerprint={fingerprint} onDone={onDone} />;
}

interface CompareProps {
  root: string;
  name: string;
  fingerprint: string;
  onDone: () => void;
}

function Compare({ root, name, fingerprint, onDone }: CompareProps) {
  const { companion } = useApi();
  const known = useStatus((status) => status.cloud);
  const [typed, setTyped] = useState('');
  const compared = compareWords(fingerprint, typed);
  const right = compared.filter(({ is }) => is === 'same').length;
  const isSame = right === compared.length;
  const differs = compared.some(({ is }) => is === 'other');
  const pin = useAction(async () => {
    const pinned = await companion?.offline.trust({ text: root, fingerprint: spokenFingerprint(typed) });
    if (pinned) toast({ tally: 'held', icon: 'check', title: words.pinned(pinned.name), message: words.pinnedBody });
    onDone();
  });
  return (
    <form
      className={css.stack}
      onSubmit={(event) => {
        event.preventDefault();
        if (isSame) void pin.run();
      }}
    >
      <h3 className={css.name}>{words.dialogTitle(name)}</h3>
      <p>{words.compare}</p>
      {known && known.fingerprint !== null && known.fingerprint !== fingerprint && (
        <Tally state="soon">{words.leaves(known.name ?? '')}</Tally>
      )}
      <WordTiles label={words.fileSays} words={compared} />
      <TextInput
        label={words.typed}
        value={typed}
        required
        withAsterisk={false}
        data-autofocus
        autoFocus
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        classNames={{ input: css.mono ?? '' }}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <div role="status" className={css.status}>
        {differs ? (
          <Tally state="ended">{words.differs}</Tally>
        ) : (
          <Tally state={isSame ? 'held' : 'free'} icon={isSame ? 'check' : undefined}>
            {words.matches(right, compared.length)}
          </Tally>
        )}
      </div>
      <FailureNote failure={pin.failure} />
      <div className={css.end}>
        <Button onClick={onDone}>{text.window.parts.cancel}</Button>
        <Button type="submit" variant="filled" disabled={!isSame} loading={pin.busy}>
          {words.pin}
        </Button>
      </div>
    </form>
  );
}

interface WordTilesProps {
  label: string;
  words: readonly { word: string; is?: 'open' | 'same' | 'other' }[];
}

/** The words of a fingerprint, big enough to read out. */
export function WordTiles({ label, words: list }: WordTilesProps) {
  return (
    <ul className={css.tiles} aria-label={label}>
      {list.map(({ word, is = 'open' }, index) => (
        <li key={`${word} ${index}`} className={css.tile}>
          <span>{word}</span>
          {is !== 'open' && <TallyIcon state={is === 'same' ? 'held' : 'ended'} />}
        </li>
      ))}
    </ul>
  );
}
