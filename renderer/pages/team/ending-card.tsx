import { Button } from '@mantine/core';
import { IconDoorExit, IconTrash, IconUserMinus, IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { FormerPerson, TeamPerson } from '#shared/models/team.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { line as icon } from '../../parts/icons.ts';
import { Card } from '../../parts/page.tsx';
import { FailureNote } from '../../parts/states.tsx';
import { toast } from '../../parts/toast.tsx';
import { isLineOf, mayRemove, type TeamLine } from '../../state/team-lines.ts';
import { useAction, useApi, useZone } from '../../state/use.tsx';
import { LeaveDialog } from './leave-dialog.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import type { TeamPlace } from './team-place.ts';
import css from './person.module.css';

const words = text.window.person;

interface EndingCardProps {
  line: TeamLine<TeamPerson | FormerPerson>;
  place: TeamPlace;
}

/** How somebody goes; and for whoever went, how they come back, or what is kept of them is deleted. */
export function EndingCard({ line, place }: EndingCardProps) {
  if (isLineOf(line, 'former')) return <Former line={line} place={place} />;
  return isLineOf(line, 'person') ? <Member line={line} place={place} /> : null;
}

function Member({ line, place }: { line: TeamLine<TeamPerson>; place: TeamPlace }) {
  const [removing, remove] = useState<TeamPerson[] | null>(null);
  const [isLeaving, leave] = useState(false);
  const isMe = line.id === place.me;
  if (!isMe && !mayRemove(line, place.role, place.me)) return null;
  return (
    <Card title={words.ending}>
      <div className={css.stack}>
        <p className={css.quiet}>{isMe ? words.leaveBody : words.removeBody}</p>
        {isMe ? (
          <Button leftSection={<IconDoorExit {...icon} />} onClick={() => leave(true)}>
            {text.window.team.leave}
          </Button>
        ) : (
          <Button leftSection={<IconUserMinus {...icon} />} onClick={() => remove([line.entry])}>
            {text.window.team.remove}
          </Button>
        )}
      </div>
      <RemoveDialog people={removing} place={place} onDone={() => {}} onClose={() => remove(null)} />
      <LeaveDialog organization={place.organization} opened={isLeaving} onClose={() => leave(false)} />
    </Card>
  );
}

function Former({ line, place }: { line: TeamLine<FormerPerson>; place: TeamPlace }) {
  const { cloud } = useApi();
  const [, go] = useLocation();
  const zone = useZone(place.organization.id);
  const [asking, ask] = useState(false);
  const { person, removedAt, removedBy, hasLeft, role } = line.entry;
  const organization = place.organization.id;
  const forget = useAction(async () => {
    await cloud.team.forget({ organization, person: person.id });
    toast({ tally: 'free', title: words.forgetDone(line.name), message: '' });
    go('/team');
  });
  const invite = useAction(async () => {
    const again = role === 'owner' && place.role !== 'owner' ? 'manager' : role;
    const { addresses } = await cloud.team.invite({ organization, addresses: [person.email], role: again });
    toast(
      addresses[0]?.verdict === 'valid'
        ? {
            tally: 'held',
            icon: 'sent',
            title: words.inviteAgainDone(person.email),
            message: words.inviteAgainDoneBody,
          }
        : { tally: 'free', title: words.inviteAgainNot, message: person.email },
    );
  });
  return (
    <Card title={text.window.team.states.removed}>
      <div className={css.stack}>
        <p className={css.quiet}>{words.formerBody(dates.dayAndTime(removedAt, zone), removedBy, hasLeft)}</p>
        <FailureNote failure={invite.failure} />
        <div className={css.buttons}>
          <Button leftSection={<IconUserPlus {...icon} />} loading={invite.busy} onClick={() => void invite.run()}>
            {words.inviteAgain}
          </Button>
          <Button leftSection={<IconTrash {...icon} />} onClick={() => ask(true)}>
            {words.forget}
          </Button>
        </div>
      </div>
      <ConfirmDialog
        opened={asking}
        title={words.forgetTitle(line.name)}
        safe={words.forgetSafe}
        confirm={words.forgetConfirm}
        busy={forget.busy}
        failure={forget.failure}
        onConfirm={() => void forget.run()}
        onClose={() => {
          forget.clear();
          ask(false);
        }}
      >
        {words.forgetBody}
      </ConfirmDialog>
    </Card>
  );
}
