import type { AuditRow } from '#shared/models/audit.ts';
import type { RoleSet } from '#shared/models/role.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { CopyCode } from '../../parts/copy.tsx';
import { type Fact, Facts } from '../../parts/facts.tsx';
import { SidePanel } from '../../parts/side-panel.tsx';
import { inWords } from '../../shell/palette/fields.ts';
import css from './organization.module.css';

const words = text.window.organization.log;

interface AuditPanelProps {
  row: AuditRow;
  zone: string;
  roleSet: RoleSet;
  now: number;
  onClose: () => void;
}

/** One deed with everything that is on record about it. */
export function AuditPanel({ row, zone, roleSet, now, onClose }: AuditPanelProps) {
  const sentence = text.audit.sentence(row, roleSet);
  const { subject, names, details } = row;
  const about: Fact[] =
    subject === null
      ? []
      : [
          {
            label: words.subject,
            value: (
              <>
                {Object.hasOwn(names, subject) && <div>{names[subject]}</div>}
                <CopyCode value={subject} />
              </>
            ),
          },
        ];
  return (
    <SidePanel label={sentence} opened onClose={onClose}>
      <h2 className={css.sentence}>{sentence}</h2>
      <Facts
        facts={[
          {
            label: words.when,
            value: (
              <>
                {dates.full(row.at, zone)}
                <p className={css.hint}>{dates.relative(row.at, now, zone)}</p>
              </>
            ),
          },
          { label: words.columns.who, value: text.audit.who(row.who) },
          { label: words.columns.address, value: row.address ?? words.noAddress },
          ...about,
          { label: words.action, value: <code className={css.code}>{row.action}</code> },
        ]}
      />
      <Details details={details} names={names} zone={zone} />
    </SidePanel>
  );
}

function Details({ details, names, zone }: Pick<AuditRow, 'details' | 'names'> & { zone: string }) {
  const facts = Object.entries(details).map(([name, value]) => ({
    label: inWords(name),
    value: (
      <span className={css.value}>
        {name.endsWith('At') && typeof value === 'number' ? dates.full(value, zone) : text.audit.inWords(value, names)}
      </span>
    ),
  }));
  if (facts.length === 0) return null;
  return (
    <section className={css.section}>
      <h3 className={css.subtitle}>{words.more}</h3>
      <Facts facts={facts} />
    </section>
  );
}
