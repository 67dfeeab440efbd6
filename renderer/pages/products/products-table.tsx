import { useMemo } from 'react';
import { endsSoon } from '#shared/models/lease-trouble.ts';
import type { PlanUse } from '#shared/models/product-use.ts';
import { text } from '#shared/text/index.ts';
import { type Column, DataTable, type Group } from '../../parts/data-table.tsx';
import { DateCell, TwoLines } from '../../parts/date-cell.tsx';
import { useIsNarrow } from '../../parts/side-panel.tsx';
import { keyOfPlan, tallyOfPlan, usedOf } from '../../state/plan-lines.ts';
import css from './products.module.css';

const words = text.window.products;

interface ProductsTableProps {
  plans: readonly PlanUse[];
  now: number;
  zone: string;
  selected: string | null;
  onSelect: (id: string) => void;
  onKey: (key: string) => void;
}

/** One row per edition, grouped by product. */
export function ProductsTable({ plans, now, zone, selected, onSelect, onKey }: ProductsTableProps) {
  const narrow = useIsNarrow();
  const groups = useMemo(() => byProduct(plans), [plans]);
  const columns = useMemo((): Column<PlanUse>[] => {
    const people: Column<PlanUse> = {
      id: 'people',
      head: words.columns.people,
      width: '11rem',
      cell: ({ assignees, unassigned, licenses }) => (
        <TwoLines
          first={licenses === 0 && assignees === 0 ? '' : words.people(assignees)}
          second={licenses === 0 ? '' : unassigned === 0 ? words.everyOneAssigned : words.unassigned(unassigned)}
        />
      ),
    };
    return [
      {
        id: 'plan',
        head: words.columns.plan,
        width: 'minmax(0, 1fr)',
        cell: ({ edition, licenses }) => (
          <TwoLines first={edition.name} second={licenses === 0 ? words.noneInForce : words.licenses(licenses)} />
        ),
      },
      { id: 'use', head: words.columns.use, width: '9.5rem', cell: (plan) => <Use plan={plan} /> },
      ...(narrow ? [] : [people]),
      {
        id: 'ends',
        head: words.columns.ends,
        width: '7rem',
        cell: ({ nextEnd, licenses }) =>
          nextEnd === null ? (
            <TwoLines first={licenses === 0 ? '' : words.neverEnds} quiet />
          ) : (
            <DateCell moment={nextEnd} zone={zone} now={now} tone={endsSoon(nextEnd, now) ? 'soon' : undefined} />
          ),
      },
    ];
  }, [narrow, now, zone]);
  return (
    <DataTable
      label={words.title}
      columns={columns}
      groups={groups}
      rowId={keyOfPlan}
      lamp={(plan) => tallyOfPlan(plan, now)}
      selected={selected}
      onSelect={onSelect}
      onActivate={(plan) => onSelect(keyOfPlan(plan))}
      onKey={onKey}
      takesFocus
    />
  );
}

/** How many seats are taken, as words and as a bar. */
function Use({ plan }: { plan: PlanUse }) {
  const used = usedOf(plan);
  if (plan.seats === 0) return <TwoLines first={used === 0 ? '' : words.use(used, plan.seats)} quiet />;
  return (
    <span className={css.use}>
      <span className={css.figures}>{words.use(used, plan.seats)}</span>
      <span className={css.track} aria-hidden>
        <span className={css.fill} style={{ width: `${Math.min(1, used / plan.seats) * 100}%` }} />
      </span>
    </span>
  );
}

function byProduct(plans: readonly PlanUse[]): Group<PlanUse>[] {
  const groups = new Map<string, Group<PlanUse> & { rows: PlanUse[] }>();
  for (const plan of plans) {
    const { id, name } = plan.product;
    const group = groups.get(id) ?? { id, title: name, count: 0, rows: [] };
    group.rows.push(plan);
    groups.set(id, { ...group, count: group.rows.length });
  }
  return [...groups.values()];
}
