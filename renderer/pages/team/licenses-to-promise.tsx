import { ActionIcon, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useMemo } from 'react';
import { text } from '#shared/text/index.ts';
import { line as icon } from '../../parts/icons.ts';
import { FailureNote } from '../../parts/states.tsx';
import { nameOf } from '../../state/license-lines.ts';
import { licensesToPromise } from '../../state/team-lines.ts';
import { useLicenses } from '../../state/use.tsx';
import css from './team.module.css';

const words = text.window.team;

/** There may be thousands: the search leads to the others. */
const mostOffered = 50;

interface LicensesToPromiseProps {
  organization: string;
  chosen: readonly string[];
  onChange: (licenses: string[]) => void;
}

/** The licenses that are assigned when the invitation is accepted: one more with each choice. */
export function LicensesToPromise({ organization, chosen, onChange }: LicensesToPromiseProps) {
  const { value, failure } = useLicenses('all');
  const rows = useMemo(() => licensesToPromise(value ?? [], organization), [value, organization]);
  if (value === null) return <FailureNote failure={failure} />;
  if (rows.length === 0) return null;
  const left = rows.filter(({ id }) => !chosen.includes(id));
  return (
    <div>
      <Select
        label={words.licensesLabel}
        placeholder={chosen.length === 0 ? words.licensesNone : words.licensesMore}
        nothingFoundMessage={words.licensesNothing}
        data={left.map((row) => ({ value: row.id, label: words.licenseOf(nameOf(row), row.seats) }))}
        value={null}
        onChange={(license) => license !== null && onChange([...chosen, license])}
        disabled={left.length === 0}
        searchable
        openOnFocus={false}
        limit={mostOffered}
        maxDropdownHeight={200}
      />
      <ul className={css.promised}>
        {rows
          .filter(({ id }) => chosen.includes(id))
          .map((row) => (
            <li key={row.id}>
              <span>{nameOf(row)}</span>
              <ActionIcon
                aria-label={words.licenseOut(nameOf(row))}
                onClick={() => onChange(chosen.filter((license) => license !== row.id))}
              >
                <IconX {...icon} />
              </ActionIcon>
            </li>
          ))}
      </ul>
    </div>
  );
}
