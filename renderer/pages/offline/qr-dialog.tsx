import { Modal } from '@mantine/core';
import { qrText } from '#shared/files/bundle.ts';
import type { CarriedFile } from '#shared/models/offline.ts';
import { text } from '#shared/text/index.ts';
import { mostQrBytes, QrCode } from '../../parts/qr-code.tsx';
import { useLast } from '../../parts/use-last.ts';
import css from './offline.module.css';

const words = text.window.inspect;

interface QrDialogProps {
  file: CarriedFile | null;
  machine: string;
  onClose: () => void;
}

/** A signed file as a square, as big as the window is: its dots are small. */
export function QrDialog({ file, machine, onClose }: QrDialogProps) {
  const shown = useLast(file);
  const bare = shown && qrText(shown.text);
  return (
    <Modal
      opened={file !== null}
      onClose={onClose}
      title={words.qrTitle(machine)}
      size="min(48rem, calc(100dvh - 12rem))"
      closeButtonProps={{ 'aria-label': text.window.parts.close }}
    >
      {bare && bare.length <= mostQrBytes ? (
        <div className={css.qr}>
          <QrCode full value={bare} label={words.qrLabel} />
          <p>{words.qrLead}</p>
        </div>
      ) : (
        <p>{words.qrTooLarge}</p>
      )}
    </Modal>
  );
}
