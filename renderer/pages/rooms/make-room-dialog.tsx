import { Button, Modal, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Room } from '#shared/models/machine-view.ts';
import type { OrganizationRef } from '#shared/models/person.ts';
import { text } from '#shared/text/index.ts';
import { FailureNote } from '../../parts/states.tsx';
import { licensesForRooms, roomHours } from '../../state/room-lines.ts';
import { useAction, useApi, useStores } from '../../state/use.tsx';
import { type Running, useRunning } from '../../state/use-running.ts';
import { RoomCode } from './room-code.tsx';
import css from './rooms.module.css';

const words = text.window.rooms;

interface MakeRoomDialogProps {
  organization: OrganizationRef;
  opened: boolean;
  onClose: () => void;
}

/** Makes a room code, then shows it this once. */
export function MakeRoomDialog({ organization, opened, onClose }: MakeRoomDialogProps) {
  const [made, keep] = useState<{ code: string; room: Room } | null>(null);
  const close = () => {
    onClose();
    keep(null);
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={made ? words.codeTitle : words.makeTitle}
      withCloseButton={false}
      closeOnClickOutside={!made}
      size={made ? '36rem' : '30rem'}
    >
      {made ? (
        <RoomCode code={made.code} room={made.room} organization={organization} onDone={close} />
      ) : (
        <Make organization={organization} onMade={keep} onCancel={close} />
      )}
    </Modal>
  );
}

interface MakeProps {
  organization: OrganizationRef;
  onMade: (made: { code: string; room: Room }) => void;
  onCancel: () => void;
}

function Make({ organization, onMade, onCancel }: MakeProps) {
  const { cloud } = useApi();
  const { of } = useStores();
  const { value, failure } = useRunning({ organization, role: 'manager' });
  const usable = licensesForRooms(value ?? []);
  const [chosen, choose] = useState<string | null>(null);
  const [hours, setHours] = useState('12');
  const [uses, setUses] = useState('50');
  const license = chosen ?? usable[0]?.id ?? null;
  const make = useAction(async (wanted: string) => {
    const made = await cloud.room.create({ license: wanted, hours: Number(hours), uses: Number(uses) });
    onMade(made);
    await of.rooms.of(organization.id).refresh();
  });
  return (
    <form
      className={css.dialog}
      onSubmit={(event) => {
        event.preventDefault();
        if (license !== null) void make.run(license);
      }}
    >
      <p>{words.makeBody}</p>
      <Select
        label={words.license}
        placeholder={words.choose}
        data={usable.map((row) => ({ value: row.id, label: labelOf(row) }))}
        searchable
        value={license}
        onChange={choose}
        allowDeselect={false}
        disabled={usable.length === 0}
        description={value !== null && usable.length === 0 ? words.noLicense : undefined}
        data-autofocus
      />
      <div>
        <div className={css.label} id="room-hours">
          {words.hours}
        </div>
        <SegmentedControl
          aria-labelledby="room-hours"
          fullWidth
          value={hours}
          onChange={setHours}
          data={roomHours.map((each) => ({ value: String(each), label: words.hoursOf(each) }))}
        />
      </div>
      <TextInput
        label={words.uses}
        description={words.usesHint}
        type="number"
        min={1}
        max={10_000}
        step={1}
        required
        withAsterisk={false}
        value={uses}
        onChange={(event) => setUses(event.currentTarget.value)}
        className={css.number}
      />
      <FailureNote failure={make.failure ?? (value === null ? failure : null)} />
      <div className={css.buttons}>
        <Button onClick={onCancel}>{text.window.parts.cancel}</Button>
        <Button type="submit" variant="filled" loading={make.busy} disabled={license === null}>
          {words.makeSubmit}
        </Button>
      </div>
    </form>
  );
}

/** Several licenses may have one name, so the free seats tell them apart. */
const labelOf = ({ name, seats, inUse }: Running) => `${name}, ${words.seats(Math.max(0, seats - inUse), seats)}`;
