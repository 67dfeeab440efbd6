import { Button } from '@mantine/core';
import { IconDoorExit, IconUser, IconUserCircle, IconUserMinus } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import type { TeamPerson } from '#shared/models/team.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { CopyCode } from '../../parts/copy.tsx';
import { Facts } from '../../parts/facts.tsx';
import { line as icon } from '../../parts/icons.ts';
import { PanelHead } from '../../parts/panel-head.tsx';
import { FramedIcon } from '../../parts/product-glyph.tsx';
import { SidePanel } from '../../parts/side-panel.tsx';
import { Tally } from '../../parts/tally.tsx';
import { mayRemove, type TeamLine } from '../../state/team-lines.ts';
import { useNow, useRoles, useZone } from '../../state/use.tsx';
import { PanelLicenses } from './panel-licenses.tsx';
import type { TeamPanelProps } from './team-panel.tsx';
import css from './team.module.css';

const words = text.window.team;

type Props = Omit<TeamPanelProps, 'line'> & { line: TeamLine<TeamPerson> };

/** One person: their role, their licenses here, and how each seat of these is doing. */
export function PersonPanel({ line, place, onRemove, onLeave, onClose }: Props) {
  const { entry: member, standing } = line;
  const { organization, role, me } = place;
  const [, go] = useLocation();
  const now = useNow(60_000);
  const zone = useZone(organization.id);
  const { nameOf } = useRoles(organization.id);
  return (
    <SidePanel
      label={line.name}
      opened
      onClose={onClose}
      head={
        <Tally state={standing.tally} icon={standing.icon} chip>
          {standing.word}
        </Tally>
      }
      foot={
        <>
          <Button leftSection={<IconUserCircle {...icon} />} onClick={() => go(`/team/${line.id}`)}>
            {words.openPage}
          </Button>
          {line.id === me && (
            <Button leftSection={<IconDoorExit {...icon} />} onClick={onLeave}>
              {words.leave}
            </Button>
          )}
          {mayRemove(line, role, me) && (
            <Button leftSection={<IconUserMinus {...icon} />} onClick={() => onRemove(member)}>
              {words.remove}
            </Button>
          )}
        </>
      }
    >
      <PanelHead picture={<FramedIcon icon={IconUser} big />} title={line.name}>
        {line.account ?? nameOf(line.role)}
      </PanelHead>
      <Facts
        facts={[
          { label: words.facts.email, value: <span className={css.email}>{member.person.email}</span> },
          {
            label: words.facts.joined,
            value: (
              <>
                {dates.day(member.joinedAt, zone)}
                <p className={css.hint}>{dates.relative(member.joinedAt, now, zone)}</p>
              </>
            ),
          },
          { label: words.facts.role, value: words.roleHints[line.role] },
          { label: words.facts.id, value: <CopyCode value={line.id} /> },
        ]}
      />
      <PanelLicenses person={line.id} organization={organization.id} />
    </SidePanel>
  );
}
