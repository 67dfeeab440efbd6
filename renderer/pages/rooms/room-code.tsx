import { Button, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { Room } from '#shared/models/machine-view.ts';
import type { OrganizationRef } from '#shared/models/person.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { line as icon } from '../../parts/icons.ts';
import { Tally } from '../../parts/tally.tsx';
import { useZone } from '../../state/use.tsx';
import css from './rooms.module.css';

const words = text.window.rooms;

interface RoomCodeProps {
  code: string;
  room: Room;
  organization: OrganizationRef;
  onDone: () => void;
}

/** The code, big and this once, with the one line that uses it. */
export function RoomCode({ code, room, organization, onDone }: RoomCodeProps) {
  const zone = useZone(organization.id);
  const command = words.commandOf(code);
  return (
    <div className={css.dialog}>
      <p>{words.goodUntil(room.license.name, dates.dayAndTime(room.expiresAt, zone), room.uses)}</p>
      <p className={css.code} role="img" data-theme="dark" aria-label={words.codeLabel(code)}>
        {code}
      </p>
      <div>
        <div className={css.label}>{words.command}</div>
        <code className={css.command}>{command}</code>
      </div>
      <Tally state="soon">{words.once}</Tally>
      <div className={css.buttons}>
        <Copy value={code} label={words.copyCode} />
        <Copy value={command} label={words.copyCommand} autofocus />
        <Button variant="filled" onClick={onDone}>
          {words.done}
        </Button>
      </div>
    </div>
  );
}

function Copy({ value, label, autofocus }: { value: string; label: string; autofocus?: boolean }) {
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <Button
          onClick={copy}
          leftSection={copied ? <IconCheck {...icon} /> : <IconCopy {...icon} />}
          data-autofocus={autofocus}
        >
          {copied ? text.window.parts.copied : label}
        </Button>
      )}
    </CopyButton>
  );
}
