import { Button, Modal } from '@mantine/core';
import { text } from '#shared/text/index.ts';
import { CopyCode } from '../../parts/copy.tsx';
import css from './machines.module.css';

const words = text.window.machines;

/** Why nobody can answer it from here, and what to do at each of the two machines. */
export function CloneDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title={words.cloneTitle} withCloseButton={false}>
      <div className={css.dialog}>
        <p>{words.cloneBody}</p>
        <div>
          <h3 className={css.subtitle}>{words.cloneOriginal}</h3>
          <p>{words.cloneOriginalBody}</p>
          <CopyCode value={words.cloneOriginalCommand} />
        </div>
        <div>
          <h3 className={css.subtitle}>{words.cloneCopy}</h3>
          <p>{words.cloneCopyBody}</p>
          <CopyCode value={words.cloneCopyCommand} />
        </div>
        <p>{words.cloneLater}</p>
        <div className={css.buttons}>
          <Button onClick={onClose} data-autofocus>
            {text.window.parts.close}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
