import type { ApiKey } from '#shared/models/api-key.ts';
import { text } from '#shared/text/index.ts';
import { ConfirmDialog } from '../../../parts/confirm-dialog.tsx';
import { toast } from '../../../parts/toast.tsx';
import { useLast } from '../../../parts/use-last.ts';
import { useAction } from '../../../state/use.tsx';

const words = text.window.integrations.keys;

interface RevokeDialogProps<Key extends ApiKey> {
  /** null: closed. */
  apiKey: Key | null;
  revoke: (key: Key) => Promise<unknown>;
  onDone: () => Promise<void>;
  onClose: () => void;
}

/** Revokes a key, after saying what that does. */
export function RevokeDialog<Key extends ApiKey>({ apiKey, revoke, onDone, onClose }: RevokeDialogProps<Key>) {
  const shown = useLast(apiKey);
  const action = useAction(async (key: Key) => {
    await revoke(key);
    toast({ tally: 'free', title: words.revoked(key.name), message: '' });
    await onDone();
    onClose();
  });
  if (!shown) return null;
  return (
    <ConfirmDialog
      opened={apiKey !== null}
      title={words.revokeTitle(shown.name)}
      safe={words.revokeSafe}
      confirm={words.revoke}
      busy={action.busy}
      failure={action.failure}
      onConfirm={() => void action.run(shown)}
      onClose={() => {
        action.clear();
        onClose();
      }}
    >
      {words.revokeBody}
    </ConfirmDialog>
  );
}
