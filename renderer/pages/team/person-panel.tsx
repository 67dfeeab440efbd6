import { Button } from '@mantine/core';
import { IconDoorExit, IconUser, IconUserMinus } from '@tabler/icons-react';
import { useState } from 'react';
import type { TeamLicense } from '#shared/models/team.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { CopyCode } from '../../parts/copy.tsx';
import { Facts } from '../../parts/facts.tsx';
import { line as icon } from '../../parts/icons.ts';
import { FramedIcon } from '../../parts/product-glyph.tsx';
import { SidePanel } from '../../parts/side-panel.tsx';
import { FailureNote, LoadingState } from '../../parts/states.tsx';
import { Tally } from '../../parts/tally.tsx';
import { createResource } from '../../state/resource.ts';
import { mayRemove, standingOfTeamLease, type TeamLine } from '../../state/team-lines.ts';
import { useApi, useFresh, useNow, useStores, useZone } from '../../state/use.tsx';
import type { TeamPanelProps } from './team-panel.tsx';
import css from './team.module.css';

const words = text.window.team;
const common = text.window.license;
const { roles } = text.window.shell;

type Props = TeamPanelProps & { line: Extract<TeamLine, { kind: 'person' }> };

/** One person: their role, their licenses here, and how each seat of these is doing. */
export function PersonPanel({ line, organization, role, me, onRemove, onLeave, onClose }: Props) {
  const { member, standing } = line;
  const now = useNow(60_000);
  const zone = useZone(organization.id);
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
        line.id === me ? (
          <Button leftSection={<IconDoorExit {...icon} />} onClick={onLeave}>
            {words.leave}
          </Button>
        ) : (
          mayRemove(line, role, me) && (
            <Button leftSection={<IconUserMinus {...icon} />} onClick={() => onRemove(member)}>
              {words.remove}
            </Button>
          )
        )
      }
    >
      <div className={css.head}>
        <FramedIcon icon={IconUser} big />
        <div className={css.headText}>
          <h2 className={css.title}>{line.name}</h2>
          <div className={css.quiet}>{roles[line.role]}</div>
        </div>
      </div>
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
      <Licenses person={line.id} organization={organization.id} />
    </SidePanel>
  );
}

function Licenses({ person, organization }: { person: string; organization: string }) {
  const { cloud } = useApi();
  const { explain, now: clock } = useStores();
  const [store] = useState(() => createResource(() => cloud.team.show({ organization, person }), explain, clock));
  const { value, failure } = useFresh(store);
  return (
    <section className={css.section}>
      <h3 className={css.sectionTitle}>{words.licensesTitle}</h3>
      {value === null && (failure ? <FailureNote failure={failure} /> : <LoadingState />)}
      {value?.licenses.length === 0 && <p className={css.quiet}>{words.noLicenses}</p>}
      {value && value.licenses.length > 0 && (
        <ul className={css.licenses}>
          {value.licenses.map((license) => (
            <License key={license.id} license={license} organization={organization} />
          ))}
        </ul>
      )}
    </section>
  );
}

function License({ license, organization }: { license: TeamLicense; organization: string }) {
  const now = useNow(60_000);
  const zone = useZone(organization);
  const ends = license.endsAt === null ? common.neverEnds : common.ends(dates.day(license.endsAt, zone));
  return (
    <li className={css.license}>
      <div className={css.name}>{license.name}</div>
      <div className={css.hint}>{license.isAssigned ? ends : `${ends}, ${words.byRole}`}</div>
      {license.leases.length === 0 && <Tally state="free">{words.idle}</Tally>}
      {license.leases.map((lease) => {
        const { tally, icon: shape, word } = standingOfTeamLease(lease, license.endsAt, now);
        return (
          <div key={lease.id} className={css.seat}>
            <code className={css.machine}>{lease.machine}</code>
            <Tally state={tally} icon={shape}>
              {word}
            </Tally>
            <span className={css.hint}>
              {common.until(dates.dayAndTime(lease.unassignGraceEndsAt ?? lease.leaseEndsAt, zone))}
            </span>
          </div>
        );
      })}
    </li>
  );
}
