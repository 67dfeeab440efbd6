import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { DateCell, TwoLines } from '../../parts/date-cell.tsx';
import { Tally } from '../../parts/tally.tsx';
import type { TeamLine } from '../../state/team-lines.ts';
import css from './team.module.css';

const words = text.window.team;

/** As they are called here, with the name of their account beside it. */
export function WhoCell({ line, me }: { line: TeamLine; me: string }) {
  const { entry, account } = line;
  return (
    <span className={css.lines}>
      <span className={css.first}>
        <span className={css.name}>{line.name}</span>
        {line.id === me && <span className={css.you}>{words.you}</span>}
      </span>
      <span className={css.second}>
        {entry.kind === 'invitation'
          ? words.invitedBy(entry.invitedBy)
          : account === null
            ? entry.person.email
            : words.accountAndEmail(account, entry.person.email)}
      </span>
    </span>
  );
}

export function LicensesCell({ line: { entry } }: { line: TeamLine }) {
  if (entry.kind === 'former') return null;
  if (entry.kind === 'invitation') {
    const promised = entry.licenses.map(({ name }) => name);
    if (promised.length === 0) return <TwoLines first={words.noLicense} quiet />;
    return <Names first={words.licenses(promised.length)} names={words.onAcceptance(promised.join(', '))} />;
  }
  const { count, names } = entry.licenses;
  if (count === 0) return <TwoLines first={words.noLicense} quiet />;
  return <Names first={words.licenses(count)} names={names.join(', ')} />;
}

const Names = ({ first, names }: { first: string; names: string }) => (
  <span className={css.lines}>
    <span>{first}</span>
    <span className={css.second}>{names}</span>
  </span>
);

export function JoinedCell({ line: { entry }, now, zone }: { line: TeamLine; now: number; zone: string }) {
  return entry.kind === 'person' ? <DateCell moment={entry.joinedAt} now={now} zone={zone} /> : null;
}

/** The state; of an invitation with the moment its link ends, of who was removed with when that was. */
export function StateCell({ line: { entry, standing }, now, zone }: { line: TeamLine; now: number; zone: string }) {
  const { tally, icon, word } = standing;
  const moment = entry.kind === 'invitation' ? entry.expiresAt : entry.kind === 'former' ? entry.removedAt : null;
  return (
    <span className={css.lines}>
      <Tally state={tally} icon={icon}>
        {word}
      </Tally>
      {moment !== null && <span className={css.second}>{dates.relative(moment, now, zone)}</span>}
    </span>
  );
}
