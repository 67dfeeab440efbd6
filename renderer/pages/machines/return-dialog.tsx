import { Button, Modal } from '@mantine/core';
import { useLocation } from 'wouter';
import type { MachineView } from '#shared/models/machine-view.ts';
import { text } from '#shared/text/index.ts';
import type { MachineLease } from '../../state/machine-lines.ts';
import css from './machines.module.css';

const words = text.window.machines;

interface ReturnDialogProps {
  opened: boolean;
  machine: MachineView;
  lease: MachineLease;
  onClose: () => void;
}

/** A seat that is offline comes back with a proof of its machine: how that goes, and the page where it is read. */
export function ReturnDialog({ opened, machine, lease, onClose }: ReturnDialogProps) {
  const [, go] = useLocation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={words.returnTitle(lease.licenseName, machine.name)}
      withCloseButton={false}
    >
      <div className={css.dialog}>
        <p>
          <code>{machine.name}</code>
          {words.returnBody}
        </p>
        <ol className={css.steps}>
          {words.returnSteps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <p>{words.returnNetwork(machine.name)}</p>
        <div className={css.buttons}>
          <Button onClick={onClose} data-autofocus>
            {text.window.parts.close}
          </Button>
          <Button variant="filled" onClick={() => go('/offline')}>
            {words.returnGo}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
