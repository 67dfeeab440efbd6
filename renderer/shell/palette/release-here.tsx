import type { HeldLease } from '#shared/models/status.ts';
import { text } from '#shared/text/index.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { toast } from '../../parts/toast.tsx';
import { useAction, useApi, useStatus } from '../../state/use.tsx';

const words = text.window.palette;

/** Giving back a seat of this machine, from the palette: asked first, like everywhere. */
export function ReleaseHere({ lease, onClose }: { lease: HeldLease | null; onClose: () => void }) {
  const { companion } = useApi();
  const machine = useStatus((status) => status.machine.name) ?? '';
  const license = lease ? `${lease.product.name} ${lease.edition.name}` : '';
  const give = useAction(async ({ id }: HeldLease) => {
    await companion?.license.release({ lease: id });
    toast({ tally: 'free', title: words.released(license), message: null });
    onClose();
  });
  return (
    <ConfirmDialog
      opened={lease !== null}
      title={words.releaseTitle(license, machine)}
      confirm={words.releaseConfirm}
      busy={give.busy}
      failure={give.failure}
      onConfirm={() => lease && void give.run(lease)}
      onClose={onClose}
    >
      {words.releaseBody(machine)}
    </ConfirmDialog>
  );
}
