import { Button } from '@mantine/core';
import type { Status } from '#shared/models/status.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import type { CompanionClient } from '../../api/api.ts';
import { FailureNote } from '../../parts/states.tsx';
import { shortNameOf } from '../../state/offline-places.ts';
import { outstandingReturns } from '../../state/offline-here.ts';
import { useAction, useZone } from '../../state/use.tsx';
import { useSave, useTarget } from './use-save.ts';
import css from './offline.module.css';

const words = text.window.offline.outstanding;

/** What has to be carried yet: proofs without a receipt, and the acknowledgement of the last license. */
export function Outstanding({ companion, status }: { companion: CompanionClient; status: Status }) {
  const zone = useZone();
  const drive = useTarget();
  const save = useSave();
  const returns = outstandingReturns(status);
  // A proof of return says everything an acknowledgement would.
  const acknowledgement = status.leases.length > 0 ? status.offline.acknowledgement : null;
  const saveProof = useAction(async (lease: string) => {
    const { file } = await companion.offline.return({ lease });
    await save(file, drive);
  });
  const saveApplied = useAction(async () => {
    const { file } = await companion.offline.acknowledge({});
    await save(file, drive);
  });
  if (returns.length === 0 && !acknowledgement) return null;
  const label = drive ? words.saveTo(shortNameOf(drive)) : words.save;
  return (
    <section className={css.outstanding} aria-labelledby="offline-outstanding">
      <h3 id="offline-outstanding" className={css.stepTitle}>
        {words.title}
      </h3>
      <ul className={css.small}>
        {returns.map(({ lease, license, returnedAt }) => (
          <li key={lease} className={css.smallRow}>
            <span className={css.smallText}>
              <span className={css.smallFirst}>{words.proof(license)}</span>
              <span className={css.quiet}>{words.proofBody(dates.day(returnedAt, zone))}</span>
            </span>
            <Button
              size="sm"
              loading={saveProof.busy}
              aria-label={`${label}: ${words.proof(license)}`}
              onClick={() => void saveProof.run(lease)}
            >
              {label}
            </Button>
          </li>
        ))}
        {acknowledgement && (
          <li className={css.smallRow}>
            <span className={css.smallText}>
              <span className={css.smallFirst}>{words.applied(acknowledgement.sequence)}</span>
              <span className={css.quiet}>{words.appliedBody}</span>
            </span>
            <Button
              size="sm"
              loading={saveApplied.busy}
              aria-label={`${label}: ${words.applied(acknowledgement.sequence)}`}
              onClick={() => void saveApplied.run()}
            >
              {label}
            </Button>
          </li>
        )}
      </ul>
      <FailureNote failure={saveProof.failure ?? saveApplied.failure} />
    </section>
  );
}
