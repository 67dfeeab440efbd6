import { useVirtualizer } from '@tanstack/react-virtual';
import {
  memo,
  useEffect,
  useId,
  useMemo,
  useRef,
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
} from 'react';
import type { Tally } from '../state/tally.ts';
import { flatten, stepFrom, type Group } from './data-table-rows.ts';
import { Lamp } from './tally.tsx';
import css from './data-table.module.css';

export type { Group } from './data-table-rows.ts';

export interface Column<T> {
  id: string;
  head: ReactNode;
  /** A track of the grid: "1fr", "7.25rem", "minmax(0, 2fr)". */
  width: string;
  cell: (row: T) => ReactNode;
}

interface DataTableProps<T> {
  label: string;
  columns: readonly Column<T>[];
  groups: readonly Group<T>[];
  rowId: (row: T) => string;
  lamp?: (row: T) => Tally;
  selected: string | null;
  onSelect: (id: string) => void;
  /** Enter, or a double click. */
  onActivate?: (row: T) => void;
  /** Any other key while a row is chosen. */
  onKey?: (key: string, row: T) => void;
  /** The last rows are near: where more can be fetched. */
  onEnd?: () => void;
  /** Several rows can be marked: by Space, Shift with arrows or a click, Ctrl with A or a click. */
  marking?: {
    onToggle: (id: string) => void;
    onStretch: (from: string | null, to: string) => void;
    onAll: () => void;
  };
  /** The list has the focus when the page opens, unless somebody is at work elsewhere on it. */
  takesFocus?: boolean;
}

const rem = () => Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
const heights = { head: 2, group: 2.25, row: 3.25 };
/** So many rows before the end the next ones are wanted: nobody waits for them while scrolling. */
const ahead = 60;

/** Somebody writes or chooses there already: rows that come later leave them the focus, and are not acted on by what is typed. */
const isAtWork = (focused: Element | null): boolean =>
  focused !== null &&
  focused.matches('input:not([type="radio"], [type="checkbox"]), textarea, select, [aria-expanded="true"]') &&
  // A dialog that leads here closes, and has no more use for it.
  focused.closest('[role="dialog"]') === null;

/** Rows of 52 px in groups, moved through with the keyboard alone; only those in sight are in the page. */
export function DataTable<T>(props: DataTableProps<T>) {
  const { columns, groups, rowId, selected, onSelect } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const prefix = useId();
  const lines = useMemo(() => flatten(groups, rowId), [groups, rowId]);
  const unit = rem();
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (lines[index]?.kind === 'group' ? heights.group : heights.row) * unit,
    getItemKey: (index) => lines[index]?.id ?? index,
    scrollMargin: heights.head * unit,
    scrollPaddingStart: heights.head * unit,
    overscan: 8,
  });

  useEffect(() => virtual.measure(), [lines, virtual]);
  useEffect(() => {
    if (props.takesFocus && !isAtWork(document.activeElement)) scroller.current?.focus({ preventScroll: true });
  }, [props.takesFocus]);
  // Once for each choice: rows that come later do not take the list back to it.
  const inSight = useRef<string | null>(null);
  useEffect(() => {
    const index = lines.findIndex(({ id }) => id === selected);
    if (index < 0 || inSight.current === selected) return;
    inSight.current = selected;
    virtual.scrollToIndex(index, { align: 'auto' });
  }, [selected, lines, virtual]);

  const { onEnd } = props;
  const isAtEnd = (virtual.getVirtualItems().at(-1)?.index ?? 0) >= lines.length - 1 - ahead;
  useEffect(() => {
    if (isAtEnd) onEnd?.();
  }, [isAtEnd, lines, onEnd]);

  const current = lines.find((line) => line.kind === 'row' && line.id === selected);
  const { marking } = props;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== scroller.current || event.altKey) return;
    if (event.ctrlKey || event.metaKey) {
      if (!marking || event.key.toLowerCase() !== 'a') return;
      event.preventDefault();
      marking.onAll();
      return;
    }
    // A space would scroll, and a slash would be typed into the field that it leads to.
    if (event.key === ' ' || event.key === '/') event.preventDefault();
    const next = stepFrom(lines, selected, event.key);
    if (next !== null) {
      event.preventDefault();
      if (event.shiftKey) marking?.onStretch(current?.id ?? null, next);
      onSelect(next);
    } else if (current?.kind === 'row') {
      if (event.key === ' ' && marking) marking.onToggle(current.id);
      else if (event.key === 'Enter') props.onActivate?.(current.row);
      else props.onKey?.(event.key, current.row);
    }
  };

  const onMouseDown = (event: MouseEvent, id: string) => {
    if (marking && event.shiftKey) {
      // Otherwise the words between are marked.
      event.preventDefault();
      scroller.current?.focus({ preventScroll: true });
      marking.onStretch(current?.id ?? null, id);
    } else if (event.ctrlKey || event.metaKey) marking?.onToggle(id);
    onSelect(id);
  };

  const template: CSSProperties = { gridTemplateColumns: columns.map(({ width }) => width).join(' ') };
  return (
    // The grid itself has the focus and names its active row, so that rows out of sight need not exist.
    <div
      ref={scroller}
      className={css.table}
      role="grid"
      tabIndex={0}
      aria-label={props.label}
      aria-rowcount={lines.length + 1}
      aria-activedescendant={current ? `${prefix}-${current.id}` : undefined}
      onKeyDown={onKeyDown}
    >
      <div className={css.head} role="row" aria-rowindex={1} style={template}>
        {columns.map(({ id, head }) => (
          <span key={id} role="columnheader">
            {head}
          </span>
        ))}
      </div>
      <div className={css.body} role="rowgroup" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const line = lines[item.index];
          if (!line) return null;
          const place = { top: item.start - heights.head * unit, height: item.size };
          if (line.kind === 'group')
            return (
              <div key={line.id} className={css.group} role="row" aria-rowindex={item.index + 2} style={place}>
                <span role="gridcell" aria-colspan={columns.length} className={css.groupCell}>
                  <span>{line.group.title}</span>
                  {line.group.count !== undefined && <span className={css.count}>{line.group.count}</span>}
                  {line.group.aside !== undefined && <span className={css.aside}>{line.group.aside}</span>}
                </span>
              </div>
            );
          return (
            <div
              key={line.id}
              id={`${prefix}-${line.id}`}
              className={css.row}
              role="row"
              aria-rowindex={item.index + 2}
              aria-selected={line.id === selected}
              style={{ ...place, ...template }}
              onMouseDown={(event) => onMouseDown(event, line.id)}
              onDoubleClick={() => props.onActivate?.(line.row)}
            >
              <Cells row={line.row} columns={columns} lamp={props.lamp} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

interface CellsProps<T> {
  row: T;
  columns: readonly Column<T>[];
  lamp?: ((row: T) => Tally) | undefined;
}

function PlainCells<T>({ row, columns, lamp }: CellsProps<T>) {
  return (
    <>
      {lamp && (
        <span className={css.lamp}>
          <Lamp state={lamp(row)} />
        </span>
      )}
      {columns.map(({ id, cell }) => (
        <span key={id} role="gridcell" className={css.cell}>
          {cell(row)}
        </span>
      ))}
    </>
  );
}

/** Drawn anew when its row or the columns change, not at every frame while the list scrolls. */
const Cells = memo(PlainCells) as typeof PlainCells;
