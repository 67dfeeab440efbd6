import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { EmptyState } from '../../../parts/states.tsx';
import css from './integrations.module.css';

interface SectionProps {
  words: Record<'title' | 'lead' | 'make' | 'emptyTitle' | 'emptyBody', string>;
  icon: ReactNode;
  /** One row for each; none: the page says what they are for. */
  rows: ReactNode[];
  onMake: () => void;
  /** Dialogs. */
  children: ReactNode;
}

/** Things of one kind that an organization has, with the button that makes another. */
export function Section({ words, icon, rows, onMake, children }: SectionProps) {
  return (
    <section className={css.section} aria-label={words.title}>
      <header className={css.head}>
        <div>
          <h2 className={css.title}>{words.title}</h2>
          <p className={css.lead}>{words.lead}</p>
        </div>
        {rows.length > 0 && <Button onClick={onMake}>{words.make}</Button>}
      </header>
      {rows.length === 0 ? (
        <EmptyState icon={icon} title={words.emptyTitle} action={{ label: words.make, run: onMake }}>
          {words.emptyBody}
        </EmptyState>
      ) : (
        <ul className={css.rows}>{rows}</ul>
      )}
      {children}
    </section>
  );
}
