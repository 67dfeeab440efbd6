import type { ReactNode } from 'react';
import { Bare } from '../../shell/bare.tsx';
import css from './sign-in.module.css';

/** The deciding half at the left, a wall of monitors at the right; one of them is lit. */
export function SignInFrame({
  children,
  lit,
  glows = false,
}: {
  children: ReactNode;
  lit?: ReactNode;
  glows?: boolean;
}) {
  return (
    <Bare quiet>
      <div className={css.frame}>
        <div className={css.decide}>
          <div className={css.column}>{children}</div>
        </div>
        <div className={css.wall}>
          {Array.from({ length: 32 }, (_, index) => (
            <div key={index} className={css.monitor} />
          ))}
          <div className={css.lit} data-glows={glows || undefined}>
            {lit}
          </div>
        </div>
      </div>
    </Bare>
  );
}
