import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { text } from '#shared/text/index.ts';
import type { CompanionClient } from '../../api/api.ts';
import { FailureNote } from '../../parts/states.tsx';
import { toast } from '../../parts/toast.tsx';
import { useAction } from '../../state/use.tsx';
import css from './settings.module.css';

const words = text.window.settings;

interface Found {
  url: string;
  name: string;
  fingerprint: string;
}

interface CloudChangeProps {
  companion: CompanionClient;
  embedded: boolean;
  onDone: () => void;
}

/** Look at a cloud first, compare its words by eye, then use it. */
export function CloudChange({ companion, embedded, onDone }: CloudChangeProps) {
  const [url, setUrl] = useState('');
  const [found, setFound] = useState<Found | null>(null);
  const address = /^https?:\/\//.test(url) ? url.trim() : `https://${url.trim()}`;
  const test = useAction(async () =>
    setFound({ url: address, ...(await companion.connection.test({ url: address })) }),
  );
  const move = useAction(async (chosen: Found | null) => {
    const cloud = await companion.connection.use({
      url: chosen?.url ?? null,
      fingerprint: chosen?.fingerprint ?? null,
    });
    toast({ tally: 'held', title: words.changed(cloud.name ?? cloud.url), message: words.changeNote });
    onDone();
  });
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (found) void move.run(found);
        else void test.run();
      }}
    >
      <TextInput
        label={words.newAddress}
        placeholder="https://greenroom.example"
        value={url}
        required
        withAsterisk={false}
        data-autofocus
        onChange={(event) => {
          setUrl(event.currentTarget.value);
          setFound(null);
        }}
      />
      {found && (
        <div>
          <p>{words.found(found.name)}</p>
          <p>{words.compare}</p>
          <p className={css.words}>{found.fingerprint}</p>
        </div>
      )}
      <p className={css.hint}>{words.changeNote}</p>
      <FailureNote failure={move.failure ?? test.failure} />
      <div className={css.buttons}>
        {!embedded && !found && (
          <Button onClick={() => void move.run(null)} loading={move.busy}>
            {words.takeEmbedded}
          </Button>
        )}
        <Button onClick={onDone}>{text.window.parts.cancel}</Button>
        <Button type="submit" variant="filled" loading={test.busy || (found !== null && move.busy)}>
          {found ? words.take : words.test}
        </Button>
      </div>
    </form>
  );
}
