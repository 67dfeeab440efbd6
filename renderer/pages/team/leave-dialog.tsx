import { useLocation } from 'wouter';
import type { OrganizationRef } from '#shared/models/person.ts';
import { text } from '#shared/text/index.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { toast } from '../../parts/toast.tsx';
import { useAction, useApi, useStores } from '../../state/use.tsx';

const words = text.window.team;

interface LeaveDialogProps {
  organization: OrganizationRef;
  opened: boolean;
  onClose: () => void;
}

/** Somebody leaves an organization by themselves, after hearing what that ends. */
export function LeaveDialog({ organization, opened, onClose }: LeaveDialogProps) {
  const { cloud } = useApi();
  const { refreshSession, refreshSeats } = useStores();
  const [, go] = useLocation();
  const leave = useAction(async () => {
    await cloud.team.leave({ organization: organization.id });
    toast({ tally: 'free', title: words.leaveDone(organization.name), message: '' });
    onClose();
    go('/overview');
    await Promise.all([refreshSession(), refreshSeats()]);
  });
  return (
    <ConfirmDialog
      opened={opened}
      title={words.leaveTitle(organization.name)}
      safe={words.leaveSafe}
      confirm={words.leaveConfirm}
      busy={leave.busy}
      failure={leave.failure}
      onConfirm={() => void leave.run()}
      onClose={() => {
        leave.clear();
        onClose();
      }}
    >
      {words.leaveBody}
    </ConfirmDialog>
  );
}
