import css from './verified-progress.module.css';

interface VerifiedProgressProps {
  label: string;
  /** In words, for those who cannot see the bar. */
  words: string;
  size: number;
  verified: number;
  received: number;
  /** Nothing moves: the bar is drawn without colour. */
  still?: boolean;
}

const percent = (part: number, size: number) => (size === 0 ? 0 : Math.min(100, (part / size) * 100));

/** What is verified, and behind it what has come but is not checked yet. */
export function VerifiedProgress({ label, words, size, verified, received, still = false }: VerifiedProgressProps) {
  const share = percent(verified, size);
  return (
    <span
      className={css.track}
      data-still={still || undefined}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.floor(share)}
      aria-valuetext={words}
    >
      <span className={css.received} style={{ width: `${percent(received, size)}%` }} />
      <span className={css.verified} style={{ width: `${share}%` }} />
    </span>
  );
}
