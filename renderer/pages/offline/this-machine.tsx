import { text } from '#shared/text/index.ts';
import type { CompanionClient } from '../../api/api.ts';
import { LoadingState } from '../../parts/states.tsx';
import { knowsItsCloud } from '../../state/offline-here.ts';
import { useStatus } from '../../state/use.tsx';
import { ApplyStep, WaitingHere } from './apply-step.tsx';
import { CarryStep } from './carry-step.tsx';
import { GiveBack } from './give-back.tsx';
import { MachineCard } from './machine-card.tsx';
import { Outstanding } from './outstanding.tsx';
import { RequestStep } from './request-step.tsx';
import { Step, Steps } from './step.tsx';
import { TrustStep } from './trust-step.tsx';
import css from './offline.module.css';

const words = text.window.offline;

/** What this machine holds, and the three steps to a license without a network; a fourth before them where it knows no cloud. */
export function ThisMachine({ companion }: { companion: CompanionClient }) {
  const status = useStatus((whole) => whole);
  if (!status)
    return (
      <section className={css.here}>
        <LoadingState />
      </section>
    );
  const isKnown = knowsItsCloud(status);
  const first = isKnown ? 1 : 2;
  return (
    // It may scroll, so the keyboard must reach it even when nothing in it can be pressed.
    <div className={css.here} role="group" aria-labelledby="offline-here" tabIndex={0}>
      <div className={css.hereBody}>
        <h2 id="offline-here" className={css.sideTitle}>
          {words.here}
        </h2>
        <MachineCard status={status} />
        {isKnown && <WaitingHere companion={companion} drives={status.drives} />}
        <Steps>
          {!isKnown && <TrustStep drives={status.drives} />}
          <RequestStep number={first} companion={companion} status={status} isLocked={!isKnown} />
          <Step number={first + 1} title={words.carry.title} body={words.carry.body} isLocked={!isKnown}>
            {status.offline.requests.length > 0 && <CarryStep companion={companion} status={status} />}
          </Step>
          <ApplyStep number={first + 2} isLocked={!isKnown} />
        </Steps>
        <Outstanding companion={companion} status={status} />
      </div>
      <GiveBack companion={companion} status={status} />
    </div>
  );
}
