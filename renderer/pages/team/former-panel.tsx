import { Button } from '@mantine/core';
import { IconUserCircle, IconUserOff } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import type { FormerPerson } from '#shared/models/team.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { Facts } from '../../parts/facts.tsx';
import { line as icon } from '../../parts/icons.ts';
import { PanelHead } from '../../parts/panel-head.tsx';
import { FramedIcon } from '../../parts/product-glyph.tsx';
import { SidePanel } from '../../parts/side-panel.tsx';
import { Tally } from '../../parts/tally.tsx';
import type { TeamLine } from '../../state/team-lines.ts';
import { useRoles, useZone } from '../../state/use.tsx';
import type { TeamPanelProps } from './team-panel.tsx';
import css from './team.module.css';

const words = text.window.team;

type Props = Omit<TeamPanelProps, 'line'> & { line: TeamLine<FormerPerson> };

/** Somebody who was removed: what is kept of them. */
export function FormerPanel({ line, place, onClose }: Props) {
  const { entry, standing } = line;
  const zone = useZone(place.organization.id);
  const { nameOf } = useRoles(place.organization.id);
  const [, go] = useLocation();
  return (
    <SidePanel
      label={line.name}
      opened
      onClose={onClose}
      head={
        <Tally state={standing.tally} chip>
          {standing.word}
        </Tally>
      }
      foot={
        <Button leftSection={<IconUserCircle {...icon} />} onClick={() => go(`/team/${line.id}`)}>
          {words.openPage}
        </Button>
      }
    >
      <PanelHead picture={<FramedIcon icon={IconUserOff} big />} title={line.name}>
        {line.account ?? words.wasRole(nameOf(line.role))}
      </PanelHead>
      <Facts
        facts={[
          { label: words.facts.email, value: <span className={css.email}>{entry.person.email}</span> },
          {
            label: words.facts.removed,
            value: (
              <>
                {dates.dayAndTime(entry.removedAt, zone)}
                <p className={css.hint}>{words.removedBy(entry.removedBy, entry.hasLeft)}</p>
              </>
            ),
          },
          { label: words.facts.role, value: nameOf(line.role) },
        ]}
      />
    </SidePanel>
  );
}
