import { Select, type SelectProps } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import { text } from '#shared/text/index.ts';
import { useSearch } from '../state/use-search.ts';
import { useApi } from '../state/use.tsx';
import { FailureNote } from './states.tsx';
import css from './person-select.module.css';

const most = 20;

interface PersonSelectProps extends Omit<SelectProps, 'data' | 'value' | 'onChange' | 'searchable' | 'filter'> {
  organization: string;
  /** What is said when nobody is found. */
  nothing: string;
  value: string | null;
  onChange: (person: string | null, name: string) => void;
}

/** Somebody of an organization, found by the cloud as one types: there may be thousands. */
export function PersonSelect({ organization, nothing, value, onChange, ...others }: PersonSelectProps) {
  const { cloud } = useApi();
  const [typed, type] = useState('');
  const [isOpen, open] = useState(false);
  const chosen = useNameOf(organization, value);
  // Once somebody is chosen their name stands in the field: that is no search.
  const words = typed === chosen?.label ? '' : typed;
  const search = useCallback(
    async (find: string) => {
      const { entries } = await cloud.team.list({
        organization,
        states: ['verified', 'unverified'],
        sort: 'name',
        limit: most,
        ...(find === '' ? {} : { find: find.slice(0, 254) }),
      });
      return entries.flatMap((entry) =>
        entry.kind === 'person'
          ? [{ value: entry.person.id, label: entry.called ?? entry.person.name, second: entry.person.email }]
          : [],
      );
    },
    [cloud, organization],
  );
  const { found, failure } = useSearch(words, isOpen ? search : null);
  const options = found ?? [];
  const data = chosen && options.every((option) => option.value !== chosen.value) ? [chosen, ...options] : options;
  return (
    <>
      <Select
        nothingFoundMessage={found === null ? text.window.parts.loading : nothing}
        maxDropdownHeight={240}
        {...others}
        data={data}
        value={value}
        onChange={(person) => onChange(person, data.find((option) => option.value === person)?.label ?? '')}
        searchable
        onSearchChange={type}
        onDropdownOpen={() => open(true)}
        onDropdownClose={() => open(false)}
        // The cloud has searched already, in more than the name.
        filter={({ options: all }) => all}
        renderOption={({ option }) => (
          <span className={css.option}>
            {option.label} <span className={css.second}>{secondOf(options, option.value)}</span>
          </span>
        )}
      />
      <FailureNote failure={failure} />
    </>
  );
}

interface Found {
  value: string;
  label: string;
  second: string;
}

const secondOf = (options: readonly Found[], id: string) => options.find(({ value }) => value === id)?.second ?? '';

/** What somebody who is chosen already is called, also when they were removed; their id when the cloud does not say. */
function useNameOf(organization: string, person: string | null): { value: string; label: string } | null {
  const { cloud } = useApi();
  const [known, know] = useState<{ value: string; label: string } | null>(null);
  const isKnown = person === null || known?.value === person;
  useEffect(() => {
    if (isKnown || person === null) return;
    let isWanted = true;
    cloud.team.show({ organization, person }).then(
      ({ entry }) => isWanted && know({ value: person, label: entry.called ?? entry.person.name }),
      () => isWanted && know({ value: person, label: person }),
    );
    return () => {
      isWanted = false;
    };
  }, [cloud, organization, person, isKnown]);
  return person !== null && known?.value === person ? known : null;
}
