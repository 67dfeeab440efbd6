import { useEffect, useState } from 'react';
import type { Lease } from '#shared/models/license.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { toast } from '../../parts/toast.tsx';
import { useLast } from '../../parts/use-last.ts';
import { useAction, useApi, useStatus, useStores, useZone } from '../../state/use.tsx';
import css from './license.module.css';

export interface Seat {
  /** Product and edition in words. */
  license: string;
  organization: string;
  lease: Lease;
}

interface ReleaseDialogProps {
  /** The seat that is asked about; null: closed. */
  seat: Seat | null;
  onClose: () => void;
}

const words = text.window.release;

/** Frees a seat, here or on another machine, after saying what that does there. */
export function ReleaseDialog({ seat, onClose }: ReleaseDialogProps) {
  const { cloud, companion } = useApi();
  const { refreshSeats } = useStores();
  const machine = useStatus((status) => status.machine.id);
  const shown = useLast(seat);
  const isHere = shown !== null && shown.lease.machine.id === machine;
  const warning = useWarning(seat, isHere);
  const release = useAction(async ({ license, lease }: Seat) => {
    if (isHere && companion) await companion.license.release({ lease: lease.id });
    else await cloud.lease.release({ lease: lease.id });
    await refreshSeats();
    toast({
      tally: 'free',
      title: words.done(license),
      message: isHere ? words.doneHere : words.doneElsewhere(lease.machine.name),
    });
    onClose();
  });
  if (!shown) return null;
  const { license, lease } = shown;
  return (
    <ConfirmDialog
      opened={seat !== null}
      title={words.title(license, lease.machine.name)}
      confirm={words.confirm}
      warning={warning ?? undefined}
      busy={release.busy}
      failure={release.failure}
      onConfirm={() => void release.run(shown)}
      onClose={() => {
        release.clear();
        onClose();
      }}
    >
      {isHere ? (
        words.here
      ) : (
        <>
          <code className={css.machine}>{lease.machine.name}</code>
          {elsewhere(lease)}
        </>
      )}
    </ConfirmDialog>
  );
}

/** What happens on the other machine, to whoever sits there. */
function elsewhere({ person, isMine }: Lease): string {
  if (!person) return words.elsewhereNobody;
  return isMine ? words.elsewhereOwn : words.elsewhere(person.name);
}

/** What the cloud says would happen: until when the other machine may run on, and how many overlaps that makes. */
function useWarning(seat: Seat | null, isHere: boolean): string | null {
  const { cloud } = useApi();
  const zone = useZone(seat?.organization);
  const [known, know] = useState<{ lease: string; warning: string } | null>(null);
  const lease = seat && !isHere ? seat.lease.id : null;
  useEffect(() => {
    if (lease === null) return;
    cloud.lease.previewRelease({ lease }).then(
      ({ machine, mayRunOnUntil, overlaps }) => {
        const until = dates.dayAndTime(mayRunOnUntil, zone);
        know({ lease, warning: words.mayRunOn(machine, until, overlaps.count + 1, overlaps.limit) });
      },
      // Without an answer there is no warning; releasing itself says what is wrong.
      () => {},
    );
  }, [lease, cloud, zone]);
  return known?.lease === lease ? (known?.warning ?? null) : null;
}
