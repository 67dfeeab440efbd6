import type { SelectProps } from '@mantine/core';
import type { Membership } from '#shared/models/person.ts';
import { may } from '#shared/models/role.ts';
import { text } from '#shared/text/index.ts';
import { PersonSelect } from '../../parts/person-select.tsx';

const words = text.window.intake;

interface PeopleSelectProps {
  place: Membership;
  label: string;
  /** Null: as the cloud suggests. */
  value: string | null;
  placeholder: string;
  comboboxProps?: SelectProps['comboboxProps'];
  onChange: (person: string | null) => void;
}

/** Whose lease it is: only managers may name somebody else, so nobody else is asked. */
export function PeopleSelect(props: PeopleSelectProps) {
  return may(props.place.role, 'offline.for-others') ? <People {...props} /> : null;
}

function People({ place, label, value, placeholder, comboboxProps, onChange }: PeopleSelectProps) {
  return (
    <PersonSelect
      organization={place.organization.id}
      label={label}
      description={words.forAll.personHint}
      clearable
      {...(comboboxProps ? { comboboxProps } : {})}
      openOnFocus={false}
      nothing={words.nobody}
      placeholder={placeholder}
      value={value}
      onChange={onChange}
    />
  );
}
