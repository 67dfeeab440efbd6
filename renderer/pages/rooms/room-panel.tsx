import { Button } from '@mantine/core';
import { IconTicket, IconTicketOff } from '@tabler/icons-react';
import type { Room } from '#shared/models/machine-view.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { PanelHead } from '../../parts/panel-head.tsx';
import { FramedIcon } from '../../parts/product-glyph.tsx';
import { CopyCode } from '../../parts/copy.tsx';
import { Facts } from '../../parts/facts.tsx';
import { line as icon } from '../../parts/icons.ts';
import { SidePanel } from '../../parts/side-panel.tsx';
import { Tally } from '../../parts/tally.tsx';
import { isOpen, leftOf, standingOfRoom } from '../../state/room-lines.ts';
import css from './rooms.module.css';

const words = text.window.rooms;

interface RoomPanelProps {
  room: Room;
  now: number;
  zone: string;
  onCloseRoom: () => void;
  onClose: () => void;
}

/** One room code, without the code: that was shown once. */
export function RoomPanel({ room, now, zone, onCloseRoom, onClose }: RoomPanelProps) {
  const { tally, icon: shape, word } = standingOfRoom(room, now);
  const moment = (at: number) => (
    <>
      {dates.dayAndTime(at, zone)}
      <p className={css.hint}>{dates.relative(at, now, zone)}</p>
    </>
  );
  return (
    <SidePanel
      label={room.license.name}
      opened
      onClose={onClose}
      head={
        <Tally state={tally} icon={shape} chip>
          {word}
        </Tally>
      }
      foot={
        isOpen(room, now) && (
          <Button leftSection={<IconTicketOff {...icon} />} onClick={onCloseRoom}>
            {words.close}
          </Button>
        )
      }
    >
      <PanelHead picture={<FramedIcon icon={IconTicket} big />} title={room.license.name}>
        {text.window.machines.ephemeral}
      </PanelHead>
      <Uses room={room} />
      <Facts
        facts={[
          room.closedAt === null
            ? { label: words.ends, value: moment(room.expiresAt) }
            : { label: words.closed, value: moment(room.closedAt) },
          { label: words.made, value: moment(room.createdAt) },
          { label: words.by, value: room.createdBy ?? words.somebody },
          { label: words.id, value: <CopyCode value={room.id} /> },
        ]}
      />
      <p className={css.once}>{words.shownOnce}</p>
    </SidePanel>
  );
}

/** How much of it is used, as a bar with its words. */
function Uses({ room }: { room: Room }) {
  const { used, uses } = room;
  const share = Math.min(1, used / uses) * 100;
  return (
    <div className={css.uses}>
      <div className={css.usesWords}>
        <span className={css.usesFigure}>{words.used(used, uses)}</span>
        <span className={css.quiet}>{leftOf(room) === 0 ? words.none : words.left(leftOf(room))}</span>
      </div>
      <div className={css.track} aria-hidden>
        <div className={css.fill} style={{ width: `${share}%` }} />
      </div>
    </div>
  );
}
