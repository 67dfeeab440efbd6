import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { line as icon } from './icons.ts';

interface FilterFieldProps {
  label: string;
  /** Where there is little room, fewer words. */
  placeholder?: string;
  className?: string | undefined;
  value: string;
  onChange: (value: string) => void;
}

/** The one filter of a list: `/` leads to it, Escape empties it. */
export function FilterField({ label, placeholder = label, className, value, onChange }: FilterFieldProps) {
  return (
    <TextInput
      data-filter
      aria-label={label}
      placeholder={placeholder}
      className={className}
      leftSection={<IconSearch {...icon} />}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => event.key === 'Escape' && onChange('')}
    />
  );
}

export const focusFilter = () => document.querySelector<HTMLInputElement>('input[data-filter]')?.focus();
