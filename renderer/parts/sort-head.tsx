import { UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { text } from '#shared/text/index.ts';
import css from './sort-head.module.css';

interface SortHeadProps {
  label: string;
  /** null: the list is sorted by something else. */
  sorted: 'up' | 'down' | null;
  onSort: () => void;
}

/** The head of a column by which the list can be sorted: once more turns it round. */
export function SortHead({ label, sorted, onSort }: SortHeadProps) {
  const Arrow = sorted === 'down' ? IconArrowDown : IconArrowUp;
  return (
    <UnstyledButton className={css.sort} onClick={onSort} aria-label={text.window.parts.sortBy(label, sorted)}>
      {label}
      {sorted !== null && <Arrow size={13} stroke={1.75} aria-hidden />}
    </UnstyledButton>
  );
}
