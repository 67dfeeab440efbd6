import { Button } from '@mantine/core';
import { IconMail, IconMailForward, IconMailOff } from '@tabler/icons-react';
import { useState } from 'react';
import { mayHandle } from '#shared/models/role.ts';
import type { TeamInvitation } from '#shared/models/team.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { Facts } from '../../parts/facts.tsx';
import { line as icon } from '../../parts/icons.ts';
import { PanelHead } from '../../parts/panel-head.tsx';
import { FramedIcon } from '../../parts/product-glyph.tsx';
import { SidePanel } from '../../parts/side-panel.tsx';
import { FailureNote } from '../../parts/states.tsx';
import { Tally } from '../../parts/tally.tsx';
import { toast } from '../../parts/toast.tsx';
import type { TeamLine } from '../../state/team-lines.ts';
import { useAction, useApi, useNow, useRoles, useZone } from '../../state/use.tsx';
import type { TeamPanelProps } from './team-panel.tsx';
import css from './team.module.css';

const words = text.window.team;

type Props = Omit<TeamPanelProps, 'line'> & { line: TeamLine<TeamInvitation> };

/** One invitation that nobody has accepted yet: until when it can be, sent again, or cancelled. */
export function InvitationPanel({ line, place, onClose }: Props) {
  const { organization, role, onChanged } = place;
  const { cloud } = useApi();
  const { entry: invitation, standing } = line;
  const now = useNow(60_000);
  const zone = useZone(organization.id);
  const { nameOf } = useRoles(organization.id);
  const [asking, ask] = useState(false);
  const which = { organization: organization.id, invitation: invitation.id };
  const resend = useAction(async () => {
    const { expiresAt } = await cloud.team.resendInvitation(which);
    toast({
      tally: 'held',
      icon: 'sent',
      title: words.resendDone(invitation.email),
      message: words.resendDoneBody(dates.dayAndTime(expiresAt, zone)),
    });
    await onChanged();
  });
  const cancel = useAction(async () => {
    await cloud.team.cancelInvitation(which);
    toast({ tally: 'free', title: words.cancelDone, message: invitation.email });
    ask(false);
    await onChanged();
  });
  const moment = (at: number) => (
    <>
      {dates.dayAndTime(at, zone)}
      <p className={css.hint}>{dates.relative(at, now, zone)}</p>
    </>
  );
  return (
    <SidePanel
      label={invitation.email}
      opened
      onClose={onClose}
      head={
        <Tally state={standing.tally} icon={standing.icon} chip>
          {standing.word}
        </Tally>
      }
      foot={
        mayHandle(role, line.role) && (
          <>
            <FailureNote failure={resend.failure} />
            <Button leftSection={<IconMailForward {...icon} />} loading={resend.busy} onClick={() => void resend.run()}>
              {words.resend}
            </Button>
            <Button leftSection={<IconMailOff {...icon} />} onClick={() => ask(true)}>
              {words.cancel}
            </Button>
          </>
        )
      }
    >
      <PanelHead picture={<FramedIcon icon={IconMail} big />} title={invitation.email}>
        {nameOf(invitation.role)}
      </PanelHead>
      <Facts
        facts={[
          {
            label: words.facts.invited,
            value: (
              <>
                {dates.dayAndTime(invitation.invitedAt, zone)}
                <p className={css.hint}>{words.invitedBy(invitation.invitedBy)}</p>
              </>
            ),
          },
          { label: words.facts.ends, value: moment(invitation.expiresAt) },
          {
            label: words.facts.licenses,
            value:
              invitation.licenses.length === 0
                ? words.noLicense
                : invitation.licenses.map(({ name }) => name).join(', '),
          },
        ]}
      />
      <ConfirmDialog
        opened={asking}
        title={words.cancelTitle(invitation.email)}
        confirm={words.cancelConfirm}
        busy={cancel.busy}
        failure={cancel.failure}
        onConfirm={() => void cancel.run()}
        onClose={() => {
          cancel.clear();
          ask(false);
        }}
      >
        {words.cancelBody}
      </ConfirmDialog>
    </SidePanel>
  );
}
