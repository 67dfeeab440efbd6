import { Button, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Failure } from '#shared/errors.ts';
import { text } from '#shared/text/index.ts';
import { FailureNote } from './states.tsx';
import { Tally } from './tally.tsx';
import css from './dialog.module.css';

interface ConfirmDialogProps {
  opened: boolean;
  /** The question, with the machine's name. */
  title: ReactNode;
  /** The consequence, with the person's name. */
  children: ReactNode;
  /** An amber line, where something is near that makes it worse. */
  warning?: string | undefined;
  safe?: string;
  /** The verb. Never "OK". */
  confirm: string;
  /** Nothing is lost by it: the button is ink, not red. */
  harmless?: boolean;
  /** Whether what it asks for is chosen. */
  isGood?: boolean;
  /** Until it is answered the dialog stays: what went wrong is said nowhere else, and the answer closes this question. */
  busy?: boolean;
  failure?: Failure | null;
  onConfirm: () => void;
  onClose: () => void;
}

const stay = () => {};

/** Asks before something is lost. The safe button has the focus; the red one says what it does. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const {
    opened,
    title,
    children,
    warning,
    safe = text.window.parts.keep,
    confirm,
    harmless = false,
    isGood = true,
    busy = false,
  } = props;
  return (
    <Modal opened={opened} onClose={busy ? stay : props.onClose} title={title} withCloseButton={false}>
      <div className={css.stack}>
        <div>{children}</div>
        {warning !== undefined && (
          <div className={css.warning}>
            <Tally state="soon">{warning}</Tally>
          </div>
        )}
        <FailureNote failure={props.failure ?? null} />
        <div className={css.buttons}>
          <Button onClick={props.onClose} disabled={busy} data-autofocus>
            {safe}
          </Button>
          <Button variant={harmless ? 'filled' : 'danger'} onClick={props.onConfirm} loading={busy} disabled={!isGood}>
            {confirm}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
