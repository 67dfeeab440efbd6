import { useMemo } from 'react';
import { encode } from 'uqr';
import css from './qr-code.module.css';

/** How much a square holds, in bytes, with the least error correction. */
export const mostQrBytes = 2_900;

/**
 * A text as a square to scan: dark on light in both themes, or no camera reads it. `full`: for a whole signed file,
 * with the least correction, since its dots are small enough as it is, and the margin that the standard asks for.
 */
export function QrCode({ value, label, full = false }: { value: string; label: string; full?: boolean }) {
  const { size, path } = useMemo(() => drawQr(value, full), [value, full]);
  return (
    <svg className={css.code} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <path d={path} />
    </svg>
  );
}

/** Which dots of the square are dark. Throws when the text is longer than a square holds. */
export function qrDots(value: string, full: boolean): { size: number; data: boolean[][] } {
  return encode(value, full ? { ecc: 'L', border: 4 } : { ecc: 'M', border: 2 });
}

/** One run of dark dots is one rectangle: a full square has twelve thousand dots. */
function drawQr(value: string, full: boolean): { size: number; path: string } {
  const { data, size } = qrDots(value, full);
  const runs = data.flatMap((line, y) =>
    line.flatMap((dark, x) => {
      if (!dark || line[x - 1]) return [];
      const end = line.indexOf(false, x);
      const width = (end < 0 ? line.length : end) - x;
      return [`M${x} ${y}h${width}v1h-${width}z`];
    }),
  );
  return { size, path: runs.join('') };
}
