import { Button, Checkbox, Modal } from '@mantine/core';
import { useState } from 'react';
import { text } from '#shared/text/index.ts';
import { FailureNote } from '../parts/states.tsx';
import { useAction, useApi, useStatus, useStores } from '../state/use.tsx';
import css from './shell.module.css';

const words = text.window.shell;

/** Signing out asks whether to release this machine's online licenses too; suggested: yes (A3). */
export function SignOutDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { companion } = useApi();
  const { signOut } = useStores();
  const online = useStatus(({ leases }) => leases.filter(({ mode }) => mode === 'online').length) ?? 0;
  const [release, setRelease] = useState(true);
  const leave = useAction(signOut);
  const submit = async () => {
    if ((await leave.run(online > 0 && release)) !== null) onClose();
  };
  const body = !companion ? words.signOutPortal : online > 0 ? words.signOutBody : words.signOutNothing;
  return (
    <Modal opened={opened} onClose={onClose} title={words.signOutTitle} withCloseButton={false}>
      <form
        className={css.dialog}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <p>{body}</p>
        {online > 0 && (
          <Checkbox
            size="xs"
            label={words.signOutRelease(online)}
            description={words.signOutReleaseHint}
            checked={release}
            onChange={(event) => setRelease(event.currentTarget.checked)}
          />
        )}
        <FailureNote failure={leave.failure} />
        <div className={css.dialogButtons}>
          <Button onClick={onClose} data-autofocus>
            {words.stay}
          </Button>
          <Button type="submit" variant="filled" loading={leave.busy}>
            {words.signOutNow}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
