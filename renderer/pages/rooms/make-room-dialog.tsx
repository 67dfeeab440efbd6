import { Button, Modal, SegmentedControl, TextInput } from '@mantine/core';
import { useCallback, useState } from 'react';
import type { Room } from '#shared/models/machine-view.ts';
import type { OrganizationRef } from '#shared/models/person.ts';
import { text } from '#shared/text/index.ts';
import { type Found, FoundSelect } from '../../parts/found-select.tsx';
import { FailureNote } from '../../parts/states.tsx';
import { licensesForRooms, roomHours } from '../../state/room-lines.ts';
import { useAction, useApi, useStores } from '../../state/use.tsx';
import { type Running, useFindRunning } from '../../state/use-find-running.ts';
import { useSearch } from '../../state/use-search.ts';
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
  const find = useFindRunning({ organization, role: 'manager' });
  const search = useCallback(async (typed: string) => licensesForRooms(await find(typed)).map(optionOf), [find]);
  const { found: usable, failure } = useSearch('', search);
  const [chosen, choose] = useState<Found | null>(null);
  const [hours, setHours] = useState('12');
  const [uses, setUses] = useState('50');
  const license = chosen ?? usable?.[0] ?? null;
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
        if (license !== null) void make.run(license.value);
      }}
    >
      <p>{words.makeBody}</p>
      <FoundSelect
        label={words.license}
        placeholder={words.choose}
        search={search}
        chosen={license}
        onChange={choose}
        nothing={words.noLicense}
        allowDeselect={false}
        disabled={usable === null || usable.length === 0}
        description={usable?.length === 0 ? words.noLicense : undefined}
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
      <FailureNote failure={make.failure ?? (usable === null ? failure : null)} />
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
const optionOf = ({ id, name, seats, inUse }: Running): Found => ({
  value: id,
  label: `${name}, ${words.seats(Math.max(0, seats - inUse), seats)}`,
  second: id,
});
