import { useState } from 'react';
import type { NotificationAddress } from '#shared/models/notification.ts';
import { text } from '#shared/text/index.ts';
import { FormDialog } from '../../../parts/form-dialog.tsx';
import { useAction, useApi } from '../../../state/use.tsx';
import { type Wish, WishFields } from './wish-fields.tsx';

const words = text.window.notifications;

interface ChangeDialogProps {
  organization: string;
  address: NotificationAddress;
  onDone: () => Promise<void>;
  onClose: () => void;
}

/** What one address is told, and how early. */
export function ChangeDialog({ organization, address, onDone, onClose }: ChangeDialogProps) {
  const { cloud } = useApi();
  const { email, kinds, daysBefore } = address;
  const [wish, setWish] = useState<Wish>({ kinds, daysBefore });
  const save = useAction(async () => {
    await cloud.notification.change({ organization, email, ...wish });
    await onDone();
    onClose();
  });
  return (
    <FormDialog
      title={words.changeTitle(email)}
      submit={words.save}
      isGood={wish.kinds.length > 0}
      action={save}
      onClose={onClose}
    >
      <WishFields wish={wish} onChange={setWish} />
    </FormDialog>
  );
}
