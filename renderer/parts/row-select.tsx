import { IconChevronDown } from '@tabler/icons-react';
import css from './row-select.module.css';

export interface RowOption {
  value: string;
  label: string;
}

interface RowSelectProps {
  label: string;
  value: string;
  options: readonly RowOption[];
  /** Names the field for keys that lead to it. */
  name: string;
  /** The row is the one the keyboard is in: only then is it a stop of its own. */
  isCurrent: boolean;
  onChange: (value: string) => void;
}

/** A choice inside a row. The system's own list: there may be a thousand rows, and none costs more than its options. */
export function RowSelect({ label, value, options, name, isCurrent, onChange }: RowSelectProps) {
  return (
    <span className={css.frame}>
      <select
        className={css.select}
        aria-label={label}
        data-field={name}
        tabIndex={isCurrent ? 0 : -1}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <IconChevronDown size={14} stroke={1.75} className={css.chevron} aria-hidden />
    </span>
  );
}
