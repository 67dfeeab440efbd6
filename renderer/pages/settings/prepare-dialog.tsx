import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { text } from '#shared/text/index.ts';
import type { CompanionClient } from '../../api/api.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { nameOf } from '../../state/license-lines.ts';
import { useAction, useStatus } from '../../state/use.tsx';
import css from './settings.module.css';

const words = text.window.settings;

interface PrepareDialogProps {
  companion: CompanionClient;
  opened: boolean;
  onClose: () => void;
}

/** Wipes the identity of this machine before a disk image is made of it, and says what to do next. */
export function PrepareDialog({ companion, opened, onClose }: PrepareDialogProps) {
  const machine = useStatus((status) => status.machine.name) ?? '';
  const held = useStatus((status) => status.leases) ?? [];
  const [removed, keep] = useState<string[] | null>(null);
  const wipe = useAction(async () => keep((await companion.machine.prepareImage({ confirm: true })).removed));
  const close = () => {
    wipe.clear();
    onClose();
  };
  if (removed)
    return (
      <Modal opened={opened} onClose={close} title={words.preparedTitle} withCloseButton={false}>
        <div className={css.form}>
          <p>{words.preparedBody}</p>
          <div>
            <p>{words.preparedRemoved}</p>
            <ul>
              {removed.map((path) => (
                <li key={path} className={css.mono}>
                  {path}
                </li>
              ))}
            </ul>
          </div>
          <div className={css.buttons}>
            <Button onClick={close} data-autofocus>
              {text.window.parts.close}
            </Button>
          </div>
        </div>
      </Modal>
    );
  return (
    <ConfirmDialog
      opened={opened}
      title={words.prepareTitle(machine)}
      warning={held.length > 0 ? words.prepareHeld(held.map(nameOf)) : undefined}
      safe={words.prepareKeep}
      confirm={words.prepareConfirm}
      busy={wipe.busy}
      failure={wipe.failure}
      onConfirm={() => void wipe.run()}
      onClose={close}
    >
      {words.prepareBody(machine)}
    </ConfirmDialog>
  );
}
