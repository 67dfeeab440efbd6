import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import type { NotificationAddress } from '#shared/models/notification.ts';
import { text } from '#shared/text/index.ts';
import { FailureNote } from '../../../parts/states.tsx';
import { useAction, useApi } from '../../../state/use.tsx';
import { type Wish, WishFields } from './wish-fields.tsx';
import css from './notifications.module.css';

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
    <Modal opened onClose={onClose} title={words.changeTitle(email)} withCloseButton={false}>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (wish.kinds.length > 0) void save.run();
        }}
      >
        <WishFields wish={wish} onChange={setWish} />
        <FailureNote failure={save.failure} />
        <div className={css.buttons}>
          <Button onClick={onClose}>{text.window.parts.cancel}</Button>
          <Button type="submit" variant="filled" disabled={wish.kinds.length === 0} loading={save.busy}>
            {words.save}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
