import { Button } from '@mantine/core';
import { IconUserMinus, IconUserPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import type { TeamPerson } from '#shared/models/team.ts';
import { text } from '#shared/text/index.ts';
import { FilterField, focusFilter } from '../../parts/filter-field.tsx';
import { line as icon } from '../../parts/icons.ts';
import { KeyHints } from '../../parts/keys.tsx';
import { useChosen } from '../../parts/list-page.tsx';
import { Page } from '../../parts/page.tsx';
import { toast } from '../../parts/toast.tsx';
import { countsOf, lineOf, markedOf, mayRemove, mostRemoved, type TeamLine } from '../../state/team-lines.ts';
import { useTyped } from '../../state/use-typed.ts';
import { useNow, useZone } from '../../state/use.tsx';
import { FileMenu } from './file-menu.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { LeaveDialog } from './leave-dialog.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import { TeamBody } from './team-body.tsx';
import { TeamFilters } from './team-filters.tsx';
import { TeamPanel } from './team-panel.tsx';
import type { TeamPlace } from './team-place.ts';
import { TeamTable } from './team-table.tsx';
import { useTeamAddress } from './use-team-address.ts';
import { useTeamList } from './use-team-list.ts';
import css from './team.module.css';

const words = text.window.team;

/** Searched, filtered and sorted by the cloud; more come as somebody scrolls. */
export function TeamList({ organization, role, me }: Omit<TeamPlace, 'onChanged'>) {
  const address = useTeamAddress();
  const list = useTeamList(organization.id, address);
  const { value, failure, more, refresh } = list;
  const place = useMemo(
    (): TeamPlace => ({ organization, role, me, onChanged: refresh }),
    [organization, role, me, refresh],
  );
  const now = useNow(60_000);
  const zone = useZone(organization.id);
  const [, go] = useLocation();
  const [typed, type] = useTyped(address.query, (find) => address.set({ find }));
  const lines = useMemo(() => (value?.rows ?? []).map((entry) => lineOf(entry, now)), [value, now]);
  const { chosen, shown, choose, closePanel } = useChosen(lines, ({ id }, which) => id === which, address.person);
  const [marked, mark] = useState<ReadonlySet<string>>(new Set());
  const [inviting, invite] = useState(false);
  const [removing, remove] = useState<TeamPerson[] | null>(null);
  const [isLeaving, leave] = useState(false);
  const several = markedOf(lines, marked);
  const totals = value?.totals ?? null;
  const counts = useMemo(() => countsOf(totals, address.state), [totals, address.state]);

  const toggle = (line: TeamLine) => {
    if (!mayRemove(line, role, me)) return;
    const next = new Set(marked);
    if (!next.delete(line.id)) next.add(line.id);
    if (next.size > mostRemoved)
      toast({ id: 'most-removed', tally: 'soon', title: words.removeMost(mostRemoved), message: '' });
    else mark(next);
  };
  const select = (id: string) => {
    choose(id);
    address.set({ person: id });
  };
  const open = (line: TeamLine) => {
    if (line.entry.kind === 'invitation') select(line.id);
    else go(`/team/${line.id}`);
  };
  const onKey = (key: string, line: TeamLine) => {
    if (key === '/') focusFilter();
    if (key === ' ') toggle(line);
    if (key.toLowerCase() === 'i') invite(true);
    if (key !== 'Delete') return;
    if (several.length > 0) remove(several);
    else if (line.entry.kind === 'person' && mayRemove(line, role, me)) remove([line.entry]);
  };

  return (
    <Page
      title={words.title}
      flush
      beside={<TeamFilters address={address} totals={totals} />}
      actions={
        <>
          <FilterField
            label={words.filter}
            placeholder={words.keys.filter}
            className={css.filter}
            value={typed}
            onChange={type}
          />
          <FileMenu organization={organization} />
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
            place={place}
            onRemove={(member) => remove([member])}
            onLeave={() => leave(true)}
            onClose={closePanel}
          />
        ) : undefined
      }
      foot={
        lines.length > 0 && (
          <>
            <KeyHints hints={hintsFor(chosen !== null && mayRemove(chosen, role, me))} />
            <span role="status">{words.people(value?.total ?? 0)}</span>
          </>
        )
      }
    >
      <TeamBody
        list={list}
        query={address.query}
        onClearQuery={() => type('')}
        onShowAll={() => address.set({ find: null, role: null, state: null })}
      >
        <TeamTable
          {...{ lines, counts, place, now, zone, marked, onKey }}
          sort={address.sort}
          isDescending={address.isDescending}
          onSort={address.sortBy}
          onMark={toggle}
          selected={chosen?.id ?? null}
          onSelect={select}
          onActivate={open}
          onEnd={() => failure === null && void more()}
        />
      </TeamBody>
      <InviteDialog place={place} opened={inviting} onClose={() => invite(false)} />
      <RemoveDialog people={removing} place={place} onDone={() => mark(new Set())} onClose={() => remove(null)} />
      <LeaveDialog organization={organization} opened={isLeaving} onClose={() => leave(false)} />
    </Page>
  );
}

const hintsFor = (isRemovable: boolean) => [
  { keys: ['↑', '↓'], does: words.keys.move },
  { keys: ['Enter'], does: words.keys.open },
  { keys: ['I'], does: words.keys.invite },
  ...(isRemovable
    ? [
        { keys: ['Space'], does: words.keys.mark },
        { keys: ['Del'], does: words.keys.remove },
      ]
    : []),
];
