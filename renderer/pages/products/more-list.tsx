import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import type { Failure } from '#shared/errors.ts';
import { text } from '#shared/text/index.ts';
import { FailureNote, LoadingState } from '../../parts/states.tsx';
import { useAction } from '../../state/use.tsx';
import type { OfPlan } from './usage.tsx';
import css from './products.module.css';

interface MoreListProps<Row> {
  title: string;
  failed: string;
  none: string;
  of: OfPlan;
  load: (from: { offset: number; limit: number }) => Promise<{ rows: Row[]; total: number }>;
  idOf: (row: Row) => string;
  children: (row: Row) => ReactNode;
}

const atFirst = 8;
const atOnce = 50;

/** The first few rows of a list in a panel, and the next ones when somebody asks for them. */
export function MoreList<Row>({ title, failed, none, load, idOf, children }: MoreListProps<Row>) {
  const [list, setList] = useState<{ rows: Row[]; total: number } | null>(null);
  const more = useAction(async () => {
    const { length } = list?.rows ?? [];
    const next = await load({ offset: length, limit: length === 0 ? atFirst : atOnce });
    setList((last) => ({ rows: [...(last?.rows ?? []), ...next.rows], total: next.total }));
  });
  useEffect(() => {
    void more.run();
    // Once, when the panel of this plan opens: it is made anew for another one.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  const left = list ? list.total - list.rows.length : 0;
  return (
    <section className={css.section}>
      <h3 className={css.sectionTitle}>{title}</h3>
      {list === null ? (
        <Wait failure={more.failure} failed={failed} />
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
      {list !== null && <FailureNote failure={more.failure} />}
      {(left > 0 || (list === null && more.failure)) && (
        <Button size="sm" loading={more.busy} onClick={() => void more.run()}>
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
