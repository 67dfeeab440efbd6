import { Select, type SelectProps } from '@mantine/core';
import { useState } from 'react';
import { text } from '#shared/text/index.ts';
import { useSearch } from '../state/use-search.ts';
import { FailureNote } from './states.tsx';
import css from './found-select.module.css';

export interface Found {
  value: string;
  label: string;
  /** Tells apart what is called the same. */
  second?: string;
}

export interface FoundSelectProps extends Omit<SelectProps, 'data' | 'value' | 'onChange' | 'searchable' | 'filter'> {
  /** Kept by `useCallback`. */
  search: (words: string) => Promise<Found[]>;
  /** What stands in the field. */
  chosen: Found | null;
  /** What is said when nothing is found. */
  nothing: string;
  onChange: (chosen: Found | null) => void;
}

/** A choice of one among thousands, found by the cloud as one types. */
export function FoundSelect({ search, chosen, nothing, onChange, ...others }: FoundSelectProps) {
  const [typed, type] = useState('');
  const [isOpen, open] = useState(false);
  // Once something is chosen its name stands in the field: that is no search.
  const words = typed === chosen?.label ? '' : typed;
  const { found, failure } = useSearch(words, isOpen ? search : null);
  const options = found ?? [];
  const data = chosen && options.every(({ value }) => value !== chosen.value) ? [chosen, ...options] : options;
  const optionOf = (id: string | null) => data.find(({ value }) => value === id) ?? null;
  return (
    <>
      <Select
        nothingFoundMessage={found === null ? text.window.parts.loading : nothing}
        maxDropdownHeight={240}
        {...others}
        data={data.map(({ value, label }) => ({ value, label }))}
        value={chosen?.value ?? null}
        onChange={(id) => onChange(optionOf(id))}
        searchable
        onSearchChange={type}
        onDropdownOpen={() => open(true)}
        onDropdownClose={() => open(false)}
        // The cloud has searched already, in more than the name.
        filter={({ options: all }) => all}
        renderOption={({ option }) => (
          <span className={css.option}>
            {option.label} <span className={css.second}>{optionOf(option.value)?.second}</span>
          </span>
        )}
      />
      <FailureNote failure={failure} />
    </>
  );
}
