import css from './row-mark.module.css';

interface RowMarkProps {
  label: string;
  isMarked: boolean;
  /** The row is the one the keyboard is in: only then is it a stop of its own. */
  isCurrent: boolean;
  onToggle: () => void;
}

/** Marks a row. The system's own box: there may be thousands of rows, and none costs more than that. */
export function RowMark({ label, isMarked, isCurrent, onToggle }: RowMarkProps) {
  return (
    <input
      type="checkbox"
      className={css.box}
      aria-label={label}
      checked={isMarked}
      tabIndex={isCurrent ? 0 : -1}
      onChange={onToggle}
      // To mark a row is not to open its panel, which in a narrow window would lie over the list.
      onMouseDown={(event) => event.stopPropagation()}
    />
  );
}
