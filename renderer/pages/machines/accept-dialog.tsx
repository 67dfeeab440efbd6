import type { MachineView } from '#shared/models/machine-view.ts';
import type { OrganizationRef } from '#shared/models/person.ts';
import { text } from '#shared/text/index.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { toast } from '../../parts/toast.tsx';
import { useAction, useApi, useStores } from '../../state/use.tsx';

const words = text.window.machines;

interface AcceptDialogProps {
  opened: boolean;
  machine: MachineView;
  organization: OrganizationRef;
  onClose: () => void;
}

/** A manager confirms for a machine that it is the same one with other parts. */
export function AcceptDialog({ opened, machine, organization, onClose }: AcceptDialogProps) {
  const { cloud } = useApi();
  const { refreshSeats } = useStores();
  const accept = useAction(async () => {
    await cloud.machine.acceptHardware({ organization: organization.id, machine: machine.id });
    await refreshSeats();
    toast({ tally: 'held', icon: 'check', title: words.accepted(machine.name), message: words.acceptedBody });
    onClose();
  });
  return (
    <ConfirmDialog
      opened={opened}
      title={words.acceptTitle(machine.name)}
      warning={words.acceptWarning}
      safe={words.acceptNo}
      confirm={words.acceptYes}
      harmless
      busy={accept.busy}
      failure={accept.failure}
      onConfirm={() => void accept.run()}
      onClose={() => {
        accept.clear();
        onClose();
      }}
    >
      <code>{machine.name}</code>
      {words.acceptBody}
    </ConfirmDialog>
  );
}
