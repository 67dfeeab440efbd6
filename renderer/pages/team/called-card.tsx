import { Button, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { CalledName, type FormerPerson, PersonNote, type TeamPerson } from '#shared/models/team.ts';
import { text } from '#shared/text/index.ts';
import { Card } from '../../parts/page.tsx';
import { FailureNote } from '../../parts/states.tsx';
import { toast } from '../../parts/toast.tsx';
import type { TeamLine } from '../../state/team-lines.ts';
import { useAction, useApi } from '../../state/use.tsx';
import type { TeamPlace } from './team-place.ts';
import css from './person.module.css';

const words = text.window.person;

interface CalledCardProps {
  line: TeamLine<TeamPerson | FormerPerson>;
  note: string | null;
  place: TeamPlace;
}

/** How somebody is called here, and a note; shown as it is written, whatever it looks like. */
export function CalledCard({ line, note, place }: CalledCardProps) {
  const { cloud } = useApi();
  const before = { called: line.entry.called ?? '', note: note ?? '' };
  const [called, setCalled] = useState(before.called);
  const [noted, setNote] = useState(before.note);
  const isCalledGood = called.trim() === '' || CalledName.safeParse(called).success;
  const isNoteGood = noted.trim() === '' || PersonNote.safeParse(noted).success;
  const isChanged = called.trim() !== before.called || noted.trim() !== before.note;
  const save = useAction(async () => {
    await cloud.team.describe({
      organization: place.organization.id,
      person: line.id,
      called: called.trim() === '' ? null : called,
      note: noted.trim() === '' ? null : noted,
    });
    toast({ tally: 'held', icon: 'check', title: words.saved, message: called.trim() || line.entry.person.name });
    await place.onChanged();
  });
  return (
    <Card title={words.called}>
      <form
        className={css.stack}
        onSubmit={(event) => {
          event.preventDefault();
          if (isChanged && isCalledGood && isNoteGood) void save.run();
        }}
      >
        <p className={css.quiet}>{words.calledHint}</p>
        <TextInput
          label={words.name}
          placeholder={line.entry.person.name}
          autoComplete="off"
          maxLength={80}
          value={called}
          error={isCalledGood ? null : words.nameBad}
          onChange={(event) => setCalled(event.currentTarget.value)}
        />
        <Textarea
          label={words.note}
          description={words.noteHint}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={1_000}
          value={noted}
          error={isNoteGood ? null : words.noteBad}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <FailureNote failure={save.failure} />
        {isChanged && (
          <div className={css.buttons}>
            <Button type="submit" variant="filled" loading={save.busy} disabled={!isCalledGood || !isNoteGood}>
              {words.save}
            </Button>
            <Button
              onClick={() => {
                setCalled(before.called);
                setNote(before.note);
              }}
            >
              {words.undo}
            </Button>
          </div>
        )}
      </form>
    </Card>
  );
}
