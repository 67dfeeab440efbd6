import { text } from '#shared/text/index.ts';
import { useStatus } from '../../state/use.tsx';
import { Ask } from '../inspect/ask.tsx';
import { KnownCloud } from './trust-step.tsx';
import css from './offline.module.css';

const words = text.window.offline;

/** Nobody is signed in: files of other machines cannot be answered, but any file can be looked at. */
export function OpenHere({ hasMachine }: { hasMachine: boolean }) {
  const cloud = useStatus((status) => status.cloud);
  return (
    <section className={css.open} aria-labelledby="offline-open">
      <div className={css.openInside}>
        <h2 id="offline-open" className={css.sideTitle}>
          {words.openAny}
        </h2>
        <Ask />
        <p className={css.quiet}>{hasMachine ? words.signInToAnswer : words.signInPortal}</p>
        {cloud && cloud.fingerprint !== null && <KnownCloud cloud={cloud} />}
      </div>
    </section>
  );
}
