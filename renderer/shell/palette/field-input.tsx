import { Checkbox, PasswordInput, Select, Textarea, TextInput } from '@mantine/core';
import { text } from '#shared/text/index.ts';
import { useLicenses, useStatus, useWho } from '../../state/use.tsx';
import type { Field } from './fields.ts';

const words = text.window.palette;

interface FieldInputProps {
  field: Field;
  value: string;
  isFirst: boolean;
  onChange: (value: string) => void;
}

/** One field of a generated form. What this page knows by name is chosen instead of typed. */
export function FieldInput({ field, value, isFirst, onChange }: FieldInputProps) {
  const known = useKnown(field.name);
  const common = {
    label: field.label,
    description: field.kind === 'json' ? words.json : field.required ? undefined : words.optional,
    required: field.required,
    withAsterisk: false,
    value,
    'data-autofocus': isFirst || undefined,
  };
  const typed = (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value);
  const choices = known ?? (field.kind === 'choice' ? field.choices : null);
  if (choices)
    return (
      <Select
        {...common}
        data={choices}
        searchable
        value={value || null}
        onChange={(chosen) => onChange(chosen ?? '')}
        clearable={!field.required}
      />
    );
  switch (field.kind) {
    case 'switch':
      return (
        <Checkbox
          size="xs"
          label={field.label}
          checked={value === 'true'}
          onChange={(event) => onChange(String(event.currentTarget.checked))}
        />
      );
    case 'json':
      return <Textarea {...common} rows={4} onChange={typed} />;
    case 'password':
      return <PasswordInput {...common} autoComplete="off" onChange={typed} />;
    case 'moment':
      return <TextInput {...common} type="datetime-local" onChange={typed} />;
    case 'number':
      return <TextInput {...common} type="number" onChange={typed} />;
    case 'email':
      return <TextInput {...common} type="email" onChange={typed} />;
    case 'text':
    case 'list':
    case 'choice':
      return <TextInput {...common} onChange={typed} />;
  }
}

/** The things a field of this name can mean; null when the page does not know them. */
function useKnown(name: string): { value: string; label: string }[] | null {
  const who = useWho();
  const usable = useLicenses('usable').value;
  // Where there are more than came with the first page, an id is typed.
  const licenses = usable && usable.rows.length === usable.total ? usable.rows : [];
  const notices = useStatus((status) => status.notices) ?? [];
  const held = useStatus((status) => status.leases) ?? [];
  const nameOf = ({ product, edition }: { product: { name: string }; edition: { name: string } }) =>
    `${product.name} ${edition.name}`;
  const known: Record<string, { value: string; label: string }[]> = {
    organization: (who?.memberships ?? []).map(({ organization: { id, name: label } }) => ({ value: id, label })),
    license: licenses.map((row) => ({ value: row.id, label: `${nameOf(row)}, ${row.organization.name}, ${row.id}` })),
    lease: [
      ...held.map((lease) => ({ value: lease.id, label: `${nameOf(lease)}, ${text.window.parts.tally.on}` })),
      ...licenses.flatMap((row) =>
        row.leases
          .filter(({ id }) => held.every((lease) => lease.id !== id))
          .map(({ id, machine }) => ({ value: id, label: `${nameOf(row)}, ${machine.name}` })),
      ),
    ],
    notice: notices.map(({ id, kind }) => ({ value: id, label: `${kind} ${id}` })),
  };
  const found = known[name];
  return found && found.length > 0 ? found : null;
}
