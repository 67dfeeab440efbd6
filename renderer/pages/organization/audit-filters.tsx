import { ActionIcon, Select, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { organizationKinds } from '#shared/models/audit.ts';
import { text } from '#shared/text/index.ts';
import { FilterField } from '../../parts/filter-field.tsx';
import { line as icon } from '../../parts/icons.ts';
import { PersonSelect } from '../../parts/person-select.tsx';
import type { useAuditFilter } from './use-audit-filter.ts';
import css from './organization.module.css';

const words = text.window.organization.log;
/** Typing is over when nothing came for so long. */
const pause = 300;

interface AuditFiltersProps {
  organization: string;
  search: ReturnType<typeof useAuditFilter>;
}

/** What is looked for: words, kind, person, days. */
export function AuditFilters({ organization, search }: AuditFiltersProps) {
  const { filter, set, isFiltered } = search;
  return (
    <div className={css.filters} role="search">
      <Words value={filter.text ?? ''} onChange={(typed) => set({ text: typed.trim() })} />
      <Select
        aria-label={words.kind}
        className={css.choice}
        placeholder={words.anyKind}
        clearable
        data={organizationKinds.map((kind) => ({ value: kind, label: text.audit.kinds[kind] }))}
        value={filter.kind ?? null}
        onChange={(kind) => set({ kind: kind ?? undefined })}
      />
      <PersonSelect
        organization={organization}
        aria-label={words.person}
        className={css.choice}
        placeholder={words.anybody}
        nothing={words.nobody}
        clearable
        value={filter.person ?? null}
        onChange={(person) => set({ person: person ?? undefined })}
      />
      <div className={css.days}>
        {(['from', 'to'] as const).map((end) => (
          <TextInput
            key={end}
            type="date"
            aria-label={words[end]}
            className={css.day}
            value={filter[end] ?? ''}
            onChange={(event) => set({ [end]: event.currentTarget.value })}
          />
        ))}
      </div>
      {isFiltered && (
        <ActionIcon
          aria-label={words.clear}
          onClick={() => set({ text: '', kind: undefined, person: undefined, from: '', to: '' })}
        >
          <IconX {...icon} />
        </ActionIcon>
      )}
    </div>
  );
}

/** Looked for when somebody stops typing. */
function Words({ value, onChange }: { value: string; onChange: (typed: string) => void }) {
  const [typed, type] = useState(value);
  useEffect(() => {
    if (typed.trim() === value) return;
    const timer = setTimeout(() => onChange(typed), pause);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return <FilterField label={words.filter} className={css.words} value={typed} onChange={type} />;
}
