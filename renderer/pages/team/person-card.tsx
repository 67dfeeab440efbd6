import type { FormerPerson, TeamPerson } from '#shared/models/team.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { CopyCode } from '../../parts/copy.tsx';
import { type Fact, Facts } from '../../parts/facts.tsx';
import { Card } from '../../parts/page.tsx';
import type { TeamLine } from '../../state/team-lines.ts';
import { useNow, useZone } from '../../state/use.tsx';
import { RoleTag } from './role-tag.tsx';
import type { TeamPlace } from './team-place.ts';
import css from './person.module.css';

const words = text.window.person;
const { facts: labels, removedBy } = text.window.team;

interface PersonCardProps {
  line: TeamLine<TeamPerson | FormerPerson>;
  place: TeamPlace;
}

/** Who it is: name and address of the account, role, since when. */
export function PersonCard({ line, place }: PersonCardProps) {
  const { entry } = line;
  const now = useNow(60_000);
  const zone = useZone(place.organization.id);
  const moment = (at: number, second: string) => (
    <>
      {dates.day(at, zone)}
      <p className={css.hint}>{second}</p>
    </>
  );
  const since: Fact =
    entry.kind === 'person'
      ? { label: labels.joined, value: moment(entry.joinedAt, dates.relative(entry.joinedAt, now, zone)) }
      : { label: labels.removed, value: moment(entry.removedAt, removedBy(entry.removedBy, entry.hasLeft)) };
  return (
    <Card title={words.about}>
      <Facts
        facts={[
          { label: words.accountName, value: <span className={css.long}>{entry.person.name}</span> },
          { label: labels.email, value: <span className={css.long}>{entry.person.email}</span> },
          { label: labels.role, value: <RoleTag line={line} place={place} isCurrent /> },
          since,
          { label: labels.id, value: <CopyCode value={line.id} /> },
        ]}
      />
    </Card>
  );
}
