import { ActionIcon, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { LicenseToAssign } from '#shared/models/team.ts';
import { text } from '#shared/text/index.ts';
import { line as icon } from '../../parts/icons.ts';
import { FailureNote } from '../../parts/states.tsx';
import { useLicenseSearch } from './use-license-search.ts';
import css from './team.module.css';

const words = text.window.team;

interface LicensesToPromiseProps {
  organization: string;
  chosen: readonly LicenseToAssign[];
  onChange: (licenses: LicenseToAssign[]) => void;
}

/** The licenses that are assigned when the invitation is accepted: one more with each choice. */
export function LicensesToPromise({ organization, chosen, onChange }: LicensesToPromiseProps) {
  const [typed, type] = useState('');
  const { found, failure } = useLicenseSearch(organization, typed);
  if (found === null) return <FailureNote failure={failure} />;
  if (found.total === 0 && typed === '' && chosen.length === 0) return null;
  const left = found.licenses.filter(({ id }) => chosen.every((each) => each.id !== id));
  return (
    <div>
      <Select
        label={words.licensesLabel}
        placeholder={chosen.length === 0 ? words.licensesNone : words.licensesMore}
        nothingFoundMessage={words.licensesNothing}
        data={left.map((license) => ({ value: license.id, label: words.licenseOf(license.name, license.seats) }))}
        value={null}
        onChange={(id) => {
          const license = left.find((each) => each.id === id);
          if (license) onChange([...chosen, license]);
        }}
        searchable
        searchValue={typed}
        onSearchChange={type}
        // The cloud has searched already.
        filter={({ options }) => options}
        openOnFocus={false}
        maxDropdownHeight={200}
      />
      <FailureNote failure={failure} />
      <ul className={css.promised}>
        {chosen.map((license) => (
          <li key={license.id}>
            <span>{license.name}</span>
            <ActionIcon
              aria-label={words.licenseOut(license.name)}
              onClick={() => onChange(chosen.filter((each) => each !== license))}
            >
              <IconX {...icon} />
            </ActionIcon>
          </li>
        ))}
      </ul>
    </div>
  );
}
