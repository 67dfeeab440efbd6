import type { ReactNode } from 'react';
import css from './facts.module.css';

export interface Fact {
  label: string;
  value: ReactNode;
}

/** Label and value, line under line: the body of a side panel. `apart`: values at the right edge. */
export function Facts({ facts, apart = false }: { facts: readonly Fact[]; apart?: boolean }) {
  return (
    <dl className={css.facts} data-apart={apart || undefined}>
      {facts.map(({ label, value }) => (
        <div key={label} className={css.fact}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
