import { speedLine } from '../state/transfer-lines.ts';
import css from './speed-graph.module.css';

const width = 132;
const height = 33;

/** Bytes per second of the last minute, one figure a second, scaled to their own peak. */
export function SpeedGraph({ speeds, label }: { speeds: readonly number[]; label: string }) {
  const points = speedLine(speeds, width, height);
  const [first = ''] = points.split(' ');
  const [start = '0'] = first.split(',');
  return (
    <svg
      className={css.graph}
      viewBox={`0 0 ${width} ${height + 1}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      {speeds.length > 1 && (
        <>
          <polygon className={css.ground} points={`${start},${height + 1} ${points} ${width},${height + 1}`} />
          <polyline className={css.line} points={points} />
        </>
      )}
    </svg>
  );
}
