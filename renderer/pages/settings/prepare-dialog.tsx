import { Button, Modal } from '@mantine/core';
import { useLocation } from 'wouter';
import type { HeldLease } from '#shared/models/status.ts';
import { text } from '#shared/text/index.ts';
import type { CompanionClient } from '../../api/api.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { toast } from '../../parts/toast.tsx';
import { nameOf } from '../../state/license-lines.ts';
import { useAction, useStatus } from '../../state/use.tsx';
import css from './settings.module.css';

const words = text.window.settings;

interface PrepareDialogProps {
  companion: CompanionClient;
  opened: boolean;
  onClose: () => void;
}

/** Wipes the identity of this machine before a disk image is made of it. */
export function PrepareDialog({ companion, opened, onClose }: PrepareDialogProps) {
  const machine = useStatus((status) => status.machine.name) ?? '';
  const held = (useStatus((status) => status.leases) ?? []).filter(({ standing }) => standing !== 'ended');
  const wipe = useAction(async () => {
    const { removed } = await companion.machine.prepareImage({ confirm: true });
    // It signs out as well, and this page goes with that: what to do next is said where it stays.
    toast({
      tally: 'held',
      icon: 'check',
      title: words.preparedTitle,
      message: words.preparedBody(removed.length),
      stays: true,
    });
    onClose();
  });
  const close = () => {
    wipe.clear();
    onClose();
  };
  if (held.length > 0) return <ReleaseFirst opened={opened} machine={machine} held={held} onClose={close} />;
  return (
    <ConfirmDialog
      opened={opened}
      title={words.prepareTitle(machine)}
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

interface ReleaseFirstProps {
  opened: boolean;
  machine: string;
  held: readonly HeldLease[];
  onClose: () => void;
}

/** In an image a lease would be lost, so it is given back before. */
function ReleaseFirst({ opened, machine, held, onClose }: ReleaseFirstProps) {
  const [, go] = useLocation();
  return (
    <Modal opened={opened} onClose={onClose} title={words.prepareTitle(machine)} withCloseButton={false}>
      <div className={css.form}>
        <p>{words.prepareHeld(held.map(nameOf))}</p>
        <div className={css.buttons}>
          <Button onClick={onClose} data-autofocus>
            {text.window.parts.close}
          </Button>
          <Button variant="filled" onClick={() => go('/overview')}>
            {words.prepareRelease}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
