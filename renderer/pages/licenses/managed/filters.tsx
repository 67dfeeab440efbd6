import { ActionIcon, Checkbox, Select, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useMemo } from 'react';
import { type LicensePage, LicenseStateFilter } from '#shared/models/license-search.ts';
import { LicenseKind } from '#shared/models/license.ts';
import { text } from '#shared/text/index.ts';
import { FilterField } from '../../../parts/filter-field.tsx';
import { line as icon } from '../../../parts/icons.ts';
import { PersonSelect } from '../../../parts/person-select.tsx';
import { useResource } from '../../../state/use.tsx';
import { useTyped } from '../../../state/use-typed.ts';
import { usePlans } from './use-plans.ts';
import type { View } from './use-view.ts';
import css from './managed.module.css';

const words = text.window.managedLicenses;
const { states, kinds } = text.licenseList;

interface FiltersProps {
  organization: string;
  view: View;
  /** How many there are in each state; null: not known yet. */
  counts: LicensePage['states'] | null;
}

/** What is looked for: words, state, product, kind, person, end. */
export function Filters({ organization, view, counts }: FiltersProps) {
  const { filter, set } = view;
  const [typed, type] = useTyped(filter.text ?? '', (found) => set({ text: found.slice(0, 80) }));
  return (
    <div className={css.filters} role="search">
      <FilterField label={words.filter} className={css.words} value={typed} onChange={type} />
      {view.isFiltered && (
        <ActionIcon
          aria-label={words.clear}
          onClick={() => {
            type('');
            view.clear();
          }}
        >
          <IconX {...icon} />
        </ActionIcon>
      )}
      <Select
        aria-label={words.state}
        className={css.choice}
        placeholder={words.anyState}
        clearable
        data={LicenseStateFilter.options.map((state) => ({
          value: state,
          label: counts === null ? states[state] : words.stateCount(states[state], counts[state]),
        }))}
        value={filter.state ?? null}
        onChange={(state) => set({ state: LicenseStateFilter.safeParse(state).data })}
      />
      <Plan organization={organization} view={view} />
      <Select
        aria-label={words.kind}
        className={css.choice}
        placeholder={words.anyKind}
        clearable
        data={LicenseKind.options.map((kind) => ({ value: kind, label: kinds[kind] }))}
        value={filter.kind ?? null}
        onChange={(kind) => set({ kind: LicenseKind.safeParse(kind).data })}
      />
      <PersonSelect
        organization={organization}
        aria-label={words.person}
        nothing={words.nobodyFound}
        clearable
        placeholder={words.anybody}
        className={css.choice}
        value={filter.person ?? null}
        onChange={(person) => set({ person: person ?? undefined })}
      />
      <label className={css.before}>
        {words.endsBefore}
        <TextInput
          type="date"
          className={css.day}
          value={filter.endsBefore ?? ''}
          onChange={(event) => set({ endsBefore: event.currentTarget.value })}
        />
      </label>
      <Checkbox
        size="xs"
        label={words.unassigned}
        checked={filter.unassigned ?? false}
        onChange={(event) => set({ unassigned: event.currentTarget.checked || undefined })}
      />
    </div>
  );
}

/** A product, or one edition of it. */
function Plan({ organization, view: { filter, set } }: Omit<FiltersProps, 'counts'>) {
  const plans = useResource(usePlans(organization)).value;
  const data = useMemo(() => {
    const products = Map.groupBy(plans ?? [], ({ product }) => product.id);
    return [...products.entries()].map(([id, own]) => ({
      group: own[0]?.product.name ?? id,
      items: [
        { value: id, label: words.everyEdition(own[0]?.product.name ?? id) },
        ...own.map(({ product, edition }) => ({
          value: `${id} ${edition.id}`,
          label: `${product.name} ${edition.name}`,
        })),
      ],
    }));
  }, [plans]);
  const chosen = [filter.product, filter.edition].filter(Boolean).join(' ');
  return (
    <Select
      aria-label={words.product}
      className={css.choice}
      placeholder={words.anyProduct}
      clearable
      searchable
      data={data}
      value={chosen === '' || plans === null ? null : chosen}
      onChange={(written) => {
        const [product, edition] = written?.split(' ') ?? [];
        set({ product, edition });
      }}
    />
  );
}
