import { Button, Modal } from '@mantine/core';
import type { Transfer } from '#shared/models/transfer.ts';
import { text } from '#shared/text/index.ts';
import { useLast } from '../../parts/use-last.ts';
import { actsOf, titleOf } from '../../state/transfer-lines.ts';
import { useTransferActs } from './use-transfer-acts.ts';
import css from './dock.module.css';

const words = text.window.downloads.transfers;

/** Asks before much that has come is thrown away; pausing keeps it, and is offered in its place. */
export function CancelDialog({ transfer, onClose }: { transfer: Transfer | null; onClose: () => void }) {
  const acts = useTransferActs();
  const shown = useLast(transfer);
  if (!shown) return null;
  const isMoving = actsOf(shown).pause;
  const act = (run: (id: string) => void) => () => {
    run(shown.id);
    onClose();
  };
  return (
    <Modal
      opened={transfer !== null}
      onClose={onClose}
      title={words.cancelTitle(titleOf(shown))}
      withCloseButton={false}
    >
      <p>{words.cancelBody(shown.verifiedBytes)}</p>
      <div className={css.dialogActs}>
        <Button data-autofocus onClick={isMoving ? act(acts.pause) : onClose}>
          {isMoving ? words.cancelPause : text.window.parts.keep}
        </Button>
        <Button variant="danger" onClick={act(acts.cancel)}>
          {words.cancelConfirm}
        </Button>
      </div>
    </Modal>
  );
}
