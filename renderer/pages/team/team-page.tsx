import { Button, SegmentedControl } from '@mantine/core';
import { IconUserMinus, IconUserPlus, IconUsers } from '@tabler/icons-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import type { OrganizationRef } from '#shared/models/person.ts';
import type { Role } from '#shared/models/role.ts';
import type { TeamPerson } from '#shared/models/team.ts';
import { text } from '#shared/text/index.ts';
import { Counted } from '../../parts/counted.tsx';
import { FilterField, focusFilter } from '../../parts/filter-field.tsx';
import { line as icon } from '../../parts/icons.ts';
import { ListBody, ListFoot, useChosen } from '../../parts/list-page.tsx';
import { NotYours } from '../../parts/not-yours.tsx';
import { Page } from '../../parts/page.tsx';
import { EmptyState } from '../../parts/states.tsx';
import {
  isShown,
  linesOfTeam,
  markedOf,
  matchesTeam,
  mayRemove,
  type TeamLine,
  type TeamShow,
} from '../../state/team-lines.ts';
import { useFresh, useManaged, useNow, useStores, useWho, useZone } from '../../state/use.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { LeaveDialog } from './leave-dialog.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import { TeamPanel } from './team-panel.tsx';
import { TeamTable } from './team-table.tsx';
import { useAddress } from './use-address.ts';
import css from './team.module.css';

const words = text.window.team;

/** The people of the organization and those it has invited; for its managers. */
export function TeamPage() {
  const managed = useManaged();
  if (!managed) return <NotYourTeam />;
  const { organization, role } = managed;
  return <TeamList key={organization.id} organization={organization} role={role} />;
}

function TeamList({ organization, role }: { organization: OrganizationRef; role: Role }) {
  const { of } = useStores();
  const team = useFresh(of.team.of(organization.id));
  const { value } = team;
  const now = useNow(60_000);
  const zone = useZone(organization.id);
  const me = useWho()?.person.id ?? '';
  const { query, show, person, setQuery, setShow, setPerson } = useAddress();
  const wanted = useDeferredValue(query);
  const all = useMemo(() => (value ? linesOfTeam(value, now) : []), [value, now]);
  const lines = useMemo(
    () => all.filter((line) => isShown(line, show) && matchesTeam(wanted, line)),
    [all, show, wanted],
  );
  const { chosen, shown, choose, closePanel } = useChosen(lines, ({ id }, which) => id === which, person);
  const [marked, mark] = useState<ReadonlySet<string>>(new Set());
  const [inviting, invite] = useState(false);
  const [removing, remove] = useState<TeamPerson[] | null>(null);
  const [isLeaving, leave] = useState(false);
  const several = markedOf(all, marked);

  const toggle = (line: TeamLine) => {
    if (!mayRemove(line, role, me)) return;
    const next = new Set(marked);
    if (!next.delete(line.id)) next.add(line.id);
    mark(next);
  };
  const select = (id: string) => {
    choose(id);
    setPerson(id);
  };
  const onKey = (key: string, line: TeamLine) => {
    if (key === '/') focusFilter();
    if (key === ' ' || key.toLowerCase() === 'x') toggle(line);
    if (key.toLowerCase() === 'i') invite(true);
    if (key === 'Delete' && line.kind === 'person' && mayRemove(line, role, me))
      remove(several.length > 0 ? several : [line.member]);
  };

  return (
    <Page
      title={words.title}
      flush
      beside={<Shows show={show} lines={all} onShow={setShow} />}
      actions={
        <>
          <FilterField
            label={words.filter}
            placeholder={words.keys.filter}
            className={css.filter}
            value={query}
            onChange={setQuery}
          />
          {several.length > 0 ? (
            <Button leftSection={<IconUserMinus {...icon} />} onClick={() => remove(several)}>
              {words.removeMarked(several.length)}
            </Button>
          ) : (
            <Button leftSection={<IconUserPlus {...icon} />} onClick={() => invite(true)}>
              {words.invite}
            </Button>
          )}
        </>
      }
      panel={
        shown ? (
          <TeamPanel
            key={shown.id}
            line={shown}
            organization={organization}
            role={role}
            me={me}
            onRemove={(member) => remove([member])}
            onLeave={() => leave(true)}
            onClose={closePanel}
          />
        ) : undefined
      }
      foot={lines.length > 0 && <ListFoot hints={hints} zone={zone} />}
    >
      <ListBody
        resource={team}
        count={lines.length}
        query={wanted}
        onClearQuery={() => setQuery('')}
        words={words}
        empty={
          <EmptyState
            icon={<IconUsers size={20} stroke={1.75} />}
            title={words.nobodyPending}
            action={{ label: words.invite, run: () => invite(true) }}
            other={{ label: words.showAll, run: () => setShow('all') }}
          >
            {words.nobodyPendingBody}
          </EmptyState>
        }
      >
        <TeamTable
          {...{ lines, organization, role, me, now, zone, marked, onKey }}
          onMark={toggle}
          selected={chosen?.id ?? null}
          onSelect={select}
        />
      </ListBody>
      <InviteDialog organization={organization} role={role} opened={inviting} onClose={() => invite(false)} />
      <RemoveDialog
        people={removing}
        organization={organization}
        onDone={() => mark(new Set())}
        onClose={() => remove(null)}
      />
      <LeaveDialog organization={organization} opened={isLeaving} onClose={() => leave(false)} />
    </Page>
  );
}

const hints = [
  { keys: ['↑', '↓'], does: words.keys.move },
  { keys: ['I'], does: words.keys.invite },
  { keys: ['X'], does: words.keys.mark },
  { keys: ['Del'], does: words.keys.remove },
];

interface ShowsProps {
  show: TeamShow;
  lines: readonly TeamLine[];
  onShow: (show: TeamShow) => void;
}

function Shows({ show, lines, onShow }: ShowsProps) {
  const counted = (which: TeamShow) => ({
    value: which,
    label: (
      <Counted label={words.shows[which]} count={lines.filter((line) => isShown(line, which)).length || undefined} />
    ),
  });
  return (
    <SegmentedControl
      aria-label={words.show}
      value={show}
      onChange={onShow}
      data={[counted('all'), counted('members'), counted('pending')]}
    />
  );
}

/** Whoever manages nothing here may still leave. */
function NotYourTeam() {
  const organization = useWho()?.current?.organization ?? null;
  const [, go] = useLocation();
  const [isLeaving, leave] = useState(false);
  return (
    <NotYours
      words={words}
      icon={IconUsers}
      action={{ label: words.toOverview, run: () => go('/overview') }}
      other={organization ? { label: words.leave, run: () => leave(true) } : undefined}
    >
      {organization && <LeaveDialog organization={organization} opened={isLeaving} onClose={() => leave(false)} />}
    </NotYours>
  );
}
