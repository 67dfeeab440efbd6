import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import type { FormerPerson, TeamLicense, TeamPerson } from '#shared/models/team.ts';
import { text } from '#shared/text/index.ts';
import { line as icon } from '../../parts/icons.ts';
import { Card } from '../../parts/page.tsx';
import type { TeamLine } from '../../state/team-lines.ts';
import { ReleaseDialog, type Seat } from '../license/release-dialog.tsx';
import { PersonLicense } from './person-license.tsx';
import type { TeamPlace } from './team-place.ts';
import { UnassignDialog } from './unassign-dialog.tsx';
import css from './person.module.css';

const AssignDialog = lazy(async () => ({ default: (await import('./assign-dialog.tsx')).AssignDialog }));
const words = text.window.person;

/** So many at first; somebody with hundreds asks for the others. */
const atFirst = 20;
const more = 100;

interface PersonLicensesProps {
  line: TeamLine<TeamPerson | FormerPerson>;
  licenses: readonly TeamLicense[];
  place: TeamPlace;
}

/** What somebody may use and what runs, and everything that is done about it: assign, unassign, release (L6). */
export function PersonLicenses({ line, licenses, place }: PersonLicensesProps) {
  const [shown, show] = useState(atFirst);
  const [marked, mark] = useState<ReadonlySet<string>>(new Set());
  const [assigning, assign] = useState(false);
  const [unassigning, unassign] = useState<readonly TeamLicense[] | null>(null);
  const [releasing, release] = useState<Seat | null>(null);
  const isMember = line.entry.kind === 'person';
  const several = licenses.filter(({ id, isAssigned }) => isAssigned && marked.has(id));
  const toggle = (id: string) => {
    const next = new Set(marked);
    if (!next.delete(id)) next.add(id);
    mark(next);
  };
  return (
    <Card
      title={words.licenses}
      aside={
        isMember &&
        (several.length > 0 ? (
          <Button onClick={() => unassign(several)}>{words.unassignMarked(several.length)}</Button>
        ) : (
          <Button leftSection={<IconPlus {...icon} />} onClick={() => assign(true)}>
            {words.assign}
          </Button>
        ))
      }
    >
      {licenses.length === 0 && <p className={css.quiet}>{isMember ? words.none : words.noneFormer}</p>}
      <ul className={css.licenses} aria-label={words.licenses}>
        {licenses.slice(0, shown).map((license) => (
          <PersonLicense
            key={license.id}
            license={license}
            place={place}
            isMarked={marked.has(license.id)}
            onMark={isMember && license.isAssigned ? () => toggle(license.id) : undefined}
            onUnassign={isMember && license.isAssigned ? () => unassign([license]) : undefined}
            onRelease={(lease) => release({ license: license.name, organization: place.organization.id, lease })}
          />
        ))}
      </ul>
      {licenses.length > shown && (
        <Button className={css.more} onClick={() => show(shown + more)}>
          {words.more(Math.min(more, licenses.length - shown))}
        </Button>
      )}
      {assigning && (
        <Suspense>
          <AssignDialog line={line} place={place} onClose={() => assign(false)} />
        </Suspense>
      )}
      <UnassignDialog
        licenses={unassigning}
        line={line}
        place={place}
        onDone={() => mark(new Set())}
        onClose={() => unassign(null)}
      />
      <ReleaseDialog
        seat={releasing}
        onClose={() => {
          release(null);
          void place.onChanged();
        }}
      />
    </Card>
  );
}
