import { Button } from '@mantine/core';
import { useLocation } from 'wouter';
import type { ListedLicense } from '#shared/models/license-search.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { Card } from '../../parts/page.tsx';
import { TallyIcon } from '../../parts/tally.tsx';
import { nameOf } from '../../state/license-lines.ts';
import type { MachineNeed, Need } from '../../state/overview.ts';
import type { Tally } from '../../state/tally.ts';
import { useManaged, useStatus } from '../../state/use.tsx';
import css from './overview.module.css';

const words = text.window.overview;
const most = 6;

interface Item {
  key: string;
  at: number;
  tally: Tally;
  title: string;
  second: string;
  /** Where it is settled, and what the button there is called. */
  to: string;
  way: string;
}

interface NeedsCardProps {
  needs: readonly Need[];
  /** Of the organization the person manages. */
  machines?: readonly MachineNeed[];
  /** Its licenses that ended lately. */
  ended?: readonly EndedLicense[];
  now: number;
  zone: string;
}

/** What ended, ends soon or has to be settled, each with the way to it. */
export function NeedsCard({ needs, machines = [], ended = [], now, zone }: NeedsCardProps) {
  const [, go] = useLocation();
  const managed = useManaged()?.organization.id ?? null;
  const here = useStatus((status) => status.machine.id);
  const own = needs.map((need) => itemOfLicense(need, { managed, here, now, zone }));
  const others = ended.map((license) => itemOfEnded(license, now, zone));
  const items = [
    ...machines.map(itemOfMachine),
    ...own,
    ...others.filter(({ key }) => own.every((item) => item.key !== key)),
  ].toSorted((a, b) => a.at - b.at);
  const shown = items.slice(0, most);
  return (
    <Card title={words.needs}>
      {shown.length === 0 ? (
        <p className={css.quiet}>{words.needsNothing}</p>
      ) : (
        <ul className={css.needs}>
          {shown.map(({ key, tally, title, second, to, way }) => (
            <li key={key} className={css.need}>
              <TallyIcon state={tally} size={17} />
              <div className={css.hereText}>
                <div className={css.needTitle}>{title}</div>
                <div className={css.small}>{second}</div>
              </div>
              <Button size="sm" aria-label={`${way}: ${title}`} onClick={() => go(to)}>
                {way}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function itemOfMachine({ why, line: { machine, lease }, at }: MachineNeed): Item {
  const common = { key: `${why} ${machine.id}`, at, to: `/machines/${machine.id}`, way: words.settle };
  switch (why) {
    case 'cloned':
      return { ...common, tally: 'ended', title: words.cloned, second: words.clonedSecond(machine.name) };
    case 'changed':
      return { ...common, tally: 'soon', title: words.changed, second: words.changedSecond(machine.name) };
    case 'overdue':
      return {
        ...common,
        tally: 'soon',
        title: words.overdue,
        second: words.overdueSecond(machine.name, lease?.licenseName ?? ''),
        way: words.show,
      };
  }
}

/** A license of the organization, as its managers find it. */
export type EndedLicense = Pick<ListedLicense, 'id' | 'product' | 'edition'> & { endsAt: number };

const itemOfEnded = (license: EndedLicense, now: number, zone: string): Item => ({
  key: `ended ${license.id}`,
  at: license.endsAt,
  tally: 'ended',
  title: words.endedAgo(nameOf(license)),
  second: dates.relative(license.endsAt, now, zone),
  to: `/licenses/${license.id}`,
  way: words.show,
});

interface Around {
  /** The organization whose machines the person manages. */
  managed: string | null;
  /** The machine this window runs on. */
  here: string | null;
  now: number;
  zone: string;
}

function itemOfLicense({ why, line: { id, row, lease }, at }: Need, { managed, here, now, zone }: Around): Item {
  const name = nameOf(row);
  const when = dates.relative(at, now, zone);
  const machine = lease?.machine.name ?? '';
  const common = {
    key: why === 'ended' ? `ended ${row.id}` : `${why} ${id}`,
    at,
    tally: 'soon' as const,
    to: `/licenses/${row.id}`,
    way: words.show,
  };
  switch (why) {
    case 'ended':
      return {
        ...common,
        tally: 'ended',
        title: words.endedAgo(name),
        second: row.askFor ? text.window.picker.askToRenew(row.askFor.name) : when,
      };
    case 'license-ends':
      return { ...common, title: words.endsIn(name, when), second: words.seatsInUse(row.leases.length, row.seats) };
    case 'lease-ends': {
      const item = { ...common, title: words.leaseEndsIn(when), second: `${machine}, ${name}` };
      if (lease?.machine.id === here) return { ...item, to: '/offline', way: words.renew };
      return managed === row.organization.id
        ? { ...item, to: `/machines/${lease?.machine.id ?? ''}`, way: words.renew }
        : item;
    }
    case 'unassigned': {
      const other = lease && !lease.isMine ? lease.person : null;
      return {
        ...common,
        title: other ? words.unassignedFrom(name, other.name) : words.unassigned(name),
        second: `${machine}. ${words.unassignedUntil(when)}`,
      };
    }
  }
}
