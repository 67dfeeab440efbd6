import { Button, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { text } from '#shared/text/index.ts';
import css from '../../../parts/dialog.module.css';
import { Tally } from '../../../parts/tally.tsx';
import { CopyText } from './copy-text.tsx';

const words = text.window.integrations;

interface ShownOnceProps {
  title: string;
  label: string;
  value: string;
  /** What it is for. */
  children?: ReactNode;
  onClose: () => void;
}

/** A secret that nobody can look up afterwards. It is not closed by a click beside it. */
export function ShownOnce({ title, label, value, children, onClose }: ShownOnceProps) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      size="34rem"
    >
      <div className={css.stack}>
        {children !== undefined && <p>{children}</p>}
        <CopyText label={label} value={value} />
        <div className={css.warning}>
          <Tally state="soon">{words.once}</Tally>
        </div>
        <div className={css.buttons}>
          <Button variant="filled" onClick={onClose}>
            {words.saved}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
