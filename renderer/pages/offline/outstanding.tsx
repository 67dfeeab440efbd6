import { ActionIcon, Tooltip } from '@mantine/core';
import { IconDownload, IconFileExport } from '@tabler/icons-react';
import type { Status } from '#shared/models/status.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import type { CompanionClient } from '../../api/api.ts';
import { line } from '../../parts/icons.ts';
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
            <SaveIcon
              label={`${label}: ${words.proof(license)}`}
              hint={label}
              toDrive={drive !== null}
              busy={saveProof.busy}
              onSave={() => void saveProof.run(lease)}
            />
          </li>
        ))}
        {acknowledgement && (
          <li className={css.smallRow}>
            <span className={css.smallText}>
              <span className={css.smallFirst}>{words.applied(acknowledgement.sequence)}</span>
              <span className={css.quiet}>{words.appliedBody}</span>
            </span>
            <SaveIcon
              label={`${label}: ${words.applied(acknowledgement.sequence)}`}
              hint={label}
              toDrive={drive !== null}
              busy={saveApplied.busy}
              onSave={() => void saveApplied.run()}
            />
          </li>
        )}
      </ul>
      <FailureNote failure={saveProof.failure ?? saveApplied.failure} />
    </section>
  );
}

interface SaveIconProps {
  label: string;
  hint: string;
  toDrive: boolean;
  busy: boolean;
  onSave: () => void;
}

/** Saves once more. A stick's name may be long, and the column is not. */
function SaveIcon({ label, hint, toDrive, busy, onSave }: SaveIconProps) {
  return (
    <Tooltip label={hint}>
      <ActionIcon size="sm" variant="default" loading={busy} aria-label={label} onClick={onSave}>
        {toDrive ? <IconFileExport {...line} /> : <IconDownload {...line} />}
      </ActionIcon>
    </Tooltip>
  );
}
