import { Button, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Failure } from '#shared/errors.ts';
import { text } from '#shared/text/index.ts';
import { FailureNote } from './states.tsx';
import css from './dialog.module.css';

interface FormDialogProps {
  title: ReactNode;
  children: ReactNode;
  /** The verb. */
  submit: string;
  /** Whether what is filled in may be sent. */
  isGood: boolean;
  /** What sends it, as `useAction` gives it. Until it is answered the dialog stays: what went wrong is said nowhere else. */
  action: { run: () => Promise<unknown>; busy: boolean; failure: Failure | null };
  /** More than a field or two: wider, and a click beside it does not throw away what was typed. */
  isLong?: boolean;
  onClose: () => void;
}

const stay = () => {};

/** Fields under one another, and the two buttons that end them. */
export function FormDialog({ title, children, submit, isGood, action, isLong = false, onClose }: FormDialogProps) {
  return (
    <Modal
      opened
      onClose={action.busy ? stay : onClose}
      title={title}
      withCloseButton={false}
      closeOnClickOutside={!isLong}
      {...(isLong && { size: '34rem' })}
    >
      <form
        className={css.stack}
        onSubmit={(event) => {
          event.preventDefault();
          if (isGood) void action.run();
        }}
      >
        {children}
        <FailureNote failure={action.failure} />
        <div className={css.buttons}>
          <Button onClick={onClose} disabled={action.busy}>
            {text.window.parts.cancel}
          </Button>
          <Button type="submit" variant="filled" loading={action.busy} disabled={!isGood}>
            {submit}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
