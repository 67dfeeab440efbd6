import type { HeldLease } from '#shared/models/status.ts';
import { text } from '#shared/text/index.ts';
import type { CompanionClient } from '../../api/api.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { saveText } from '../../parts/save-text.ts';
import { toast } from '../../parts/toast.tsx';
import { useLast } from '../../parts/use-last.ts';
import { nameOf } from '../../state/license-lines.ts';
import { shortNameOf } from '../../state/offline-places.ts';
import { saveFiles } from '../../state/offline-save.ts';
import { useAction, useStores } from '../../state/use.tsx';
import { placeOf, useTarget } from './use-save.ts';

const words = text.window.offline.giveBack;

interface ReturnDialogProps {
  companion: CompanionClient;
  machine: string;
  held: HeldLease | null;
  onClose: () => void;
}

/** Asks before a lease is given up without a network: afterwards there is only the proof. */
export function ReturnDialog({ companion, machine, held, onClose }: ReturnDialogProps) {
  const { refreshSeats, explain } = useStores();
  const drive = useTarget();
  const asked = useLast(held);
  const give = useAction(async (lease: HeldLease) => {
    const { file } = await companion.offline.return({ lease: lease.id });
    const title = words.done(nameOf(lease));
    try {
      const saved = await saveFiles([file], placeOf(drive), { companion, download: saveText });
      const place = saved.drive === null ? words.inDownloads : words.onDrive(saved.drive);
      toast({ tally: 'free', title, message: words.doneBody(saved.names[0] ?? file.name, place) });
    } catch (error) {
      // The lease is gone whatever the stick says; the proof can be written again at any time.
      toast({
        tally: 'soon',
        title,
        message: `${text.errors[explain(error).code](explain(error).details as never).sentence} ${words.doneUnsaved}`,
      });
    }
    await refreshSeats();
    onClose();
  });
  if (!asked) return null;
  return (
    <ConfirmDialog
      opened={held !== null}
      title={words.dialogTitle(nameOf(asked), machine)}
      confirm={words.release}
      busy={give.busy}
      failure={give.failure}
      onConfirm={() => void give.run(asked)}
      onClose={() => {
        give.clear();
        onClose();
      }}
    >
      <p>{words.dialogBody(machine)}</p>
      <p>{drive ? words.dialogWhere(shortNameOf(drive)) : words.dialogDownload}</p>
    </ConfirmDialog>
  );
}
