import type { Room } from '#shared/models/machine-view.ts';
import type { OrganizationRef } from '#shared/models/person.ts';
import { text } from '#shared/text/index.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { toast } from '../../parts/toast.tsx';
import { useLast } from '../../parts/use-last.ts';
import { leftOf } from '../../state/room-lines.ts';
import { useAction, useApi, useStores } from '../../state/use.tsx';

const words = text.window.rooms;

interface CloseRoomDialogProps {
  room: Room | null;
  organization: OrganizationRef;
  onClose: () => void;
}

/** Ends a room code, after saying what that means for the machines that came with it. */
export function CloseRoomDialog({ room, organization, onClose }: CloseRoomDialogProps) {
  const { cloud } = useApi();
  const { of } = useStores();
  const shown = useLast(room);
  const end = useAction(async (id: string) => {
    await cloud.room.close({ room: id });
    await of.rooms.of(organization.id).refresh();
    toast({ tally: 'free', title: words.closeDone, message: words.closeDoneBody });
    onClose();
  });
  if (!shown) return null;
  return (
    <ConfirmDialog
      opened={room !== null}
      title={words.closeTitle(shown.license.name)}
      confirm={words.closeConfirm}
      busy={end.busy}
      failure={end.failure}
      onConfirm={() => void end.run(shown.id)}
      onClose={() => {
        end.clear();
        onClose();
      }}
    >
      {words.closeBody(leftOf(shown))}
    </ConfirmDialog>
  );
}
