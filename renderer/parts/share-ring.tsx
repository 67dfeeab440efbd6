import css from './share-ring.module.css';

interface ShareRingProps {
  /** 0 to 1. */
  share: number;
  size?: number;
  width?: number;
}

/** A share as a ring; its words stand beside or inside it. */
export function ShareRing({ share, size = 16, width = 2 }: ShareRingProps) {
  const radius = (size - width) / 2;
  const around = 2 * Math.PI * radius;
  const middle = size / 2;
  return (
    <svg width={size} height={size} viewBox={`0 0 ${size} ${size}`} className={css.ring} aria-hidden>
      <circle className={css.track} cx={middle} cy={middle} r={radius} strokeWidth={width} />
      <circle
        className={css.share}
        cx={middle}
        cy={middle}
        r={radius}
        strokeWidth={width}
        strokeDasharray={`${around * share} ${around}`}
      />
    </svg>
  );
}
