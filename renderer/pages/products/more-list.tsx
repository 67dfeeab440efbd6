import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Failure } from '#shared/errors.ts';
import { text } from '#shared/text/index.ts';
import { FailureNote, LoadingState } from '../../parts/states.tsx';
import { createPaged } from '../../state/paged.ts';
import { useResource, useStores } from '../../state/use.tsx';
import css from './products.module.css';

interface MoreListProps<Row> {
  title: string;
  failed: string;
  none: string;
  load: (from: { offset: number; limit: number }) => Promise<{ rows: Row[]; total: number }>;
  idOf: (row: Row) => string;
  children: (row: Row) => ReactNode;
}

/** The first few rows of a list in a panel, and the next ones when somebody asks for them. */
export function MoreList<Row>({ title, failed, none, load, idOf, children }: MoreListProps<Row>) {
  const { explain, now } = useStores();
  // Of the plan whose panel this is: it is made anew for another one.
  const [store] = useState(() => createPaged(load, idOf, explain, now, { first: 8, step: 50 }));
  const { value: list, failure, phase } = useResource(store);
  const left = list ? list.total - list.rows.length : 0;
  return (
    <section className={css.section}>
      <h3 className={css.sectionTitle}>{title}</h3>
      {list === null ? (
        <Wait failure={failure} failed={failed} />
      ) : (
        list.total === 0 && <p className={css.hint}>{none}</p>
      )}
      <ul className={css.rows}>
        {list?.rows.map((row) => (
          <li key={idOf(row)} className={css.row}>
            {children(row)}
          </li>
        ))}
      </ul>
      {list !== null && <FailureNote failure={failure} />}
      {(left > 0 || (list === null && failure)) && (
        <Button size="sm" loading={phase === 'loading'} onClick={() => void store.more()}>
          {left > 0 ? text.window.products.more(left) : text.window.parts.tryAgain}
        </Button>
      )}
    </section>
  );
}

function Wait({ failure, failed }: { failure: Failure | null; failed: string }) {
  if (!failure) return <LoadingState />;
  return (
    <>
      <p>{failed}</p>
      <FailureNote failure={failure} />
    </>
  );
}
