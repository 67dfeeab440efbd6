import { Button, Loader, Modal } from '@mantine/core';
import { IconShieldCheckFilled } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { LibraryEntry } from '#shared/models/release.ts';
import { text } from '#shared/text/index.ts';
import type { CompanionClient } from '../../api/api.ts';
import { FailureNote } from '../../parts/states.tsx';
import { toast } from '../../parts/toast.tsx';
import { useLast } from '../../parts/use-last.ts';
import { useAction, useShelf, useStatus } from '../../state/use.tsx';
import css from './library.module.css';

const words = text.window.library;

interface InstallDialogProps {
  companion: CompanionClient;
  /** The installer; null: the dialog is closed. */
  entry: LibraryEntry | null;
  onClose: () => void;
}

/** Asks before a downloaded file is handed to the system, says who signed it, and that every byte is checked before. */
export function InstallDialog({ companion, entry, onClose }: InstallDialogProps) {
  const shown = useLast(entry);
  if (!shown) return null;
  return (
    <Modal
      opened={entry !== null}
      onClose={onClose}
      title={words.installTitle(shown.title, shown.version)}
      withCloseButton={false}
    >
      <Asking companion={companion} entry={shown} onClose={onClose} />
    </Modal>
  );
}

interface AskingProps extends InstallDialogProps {
  entry: LibraryEntry;
}

function Asking({ companion, entry, onClose }: AskingProps) {
  const cloud = useStatus((status) => status.cloud.name);
  const publisher = useShelf().value?.publisher ?? cloud;
  const stop = useRef(new AbortController());
  useEffect(() => () => stop.current.abort(), []);
  const install = useAction(async () => {
    const { signal } = (stop.current = new AbortController());
    const { product, version, artifact } = entry;
    try {
      await companion.library.install({ product, version, artifact }, { signal });
    } catch (error) {
      // Whoever stopped it knows.
      if (signal.aborted) return;
      throw error;
    }
    toast({ tally: 'held', icon: 'check', title: words.opened(entry.fileName), message: words.openedBody });
    onClose();
  });
  return (
    <div className={css.dialog}>
      <div className={css.file}>
        <code className={css.fileName}>{entry.fileName}</code>
        <span className={css.signed}>
          <IconShieldCheckFilled size={15} aria-hidden />
          {publisher === null ? words.signed : words.signedBy(publisher)}
        </span>
      </div>
      <p>{words.installBody}</p>
      <div role="status">
        {install.busy && (
          <span className={css.checking}>
            <Loader aria-hidden />
            {words.checking(entry.size)}
          </span>
        )}
      </div>
      <FailureNote failure={install.failure} />
      <div className={css.buttons}>
        <Button
          data-autofocus
          onClick={() => {
            stop.current.abort();
            if (!install.busy) onClose();
          }}
        >
          {install.busy ? words.stop : words.notNow}
        </Button>
        {!install.busy && (
          <Button variant="filled" onClick={() => void install.run()}>
            {words.install}
          </Button>
        )}
      </div>
    </div>
  );
}
