import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { Library } from '#shared/models/release.ts';
import { text } from '#shared/text/index.ts';
import type { CompanionClient } from '../../api/api.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { toast } from '../../parts/toast.tsx';
import { keyOf, oldOf } from '../../state/library.ts';
import { useAction, useStores } from '../../state/use.tsx';
import css from './library.module.css';

const words = text.window.library;

/** How much space old versions take, and the way to have it back; nothing where there are none. */
export function OldVersions({ companion, library }: { companion: CompanionClient; library: Library }) {
  const stores = useStores();
  const [asking, ask] = useDisclosure();
  const old = oldOf(library);
  const remove = useAction(async () => {
    const { removed, freedBytes } = await companion.library.removeOld({});
    await stores.library?.refresh();
    toast({
      tally: 'held',
      icon: 'check',
      title: words.removedOld(removed),
      message: words.removedOldBody(freedBytes),
    });
    ask.close();
  });
  return (
    <>
      {old.length > 0 && (
        <div className={css.old}>
          <div className={css.words}>
            <span className={css.name}>{words.old(library.oldBytes)}</span>
            <span className={css.second}>{words.oldBody}</span>
          </div>
          <Button size="sm" onClick={ask.open}>
            {words.removeOld}
          </Button>
        </div>
      )}
      <ConfirmDialog
        opened={asking}
        title={words.removeOldTitle(old.length)}
        confirm={words.removeOld}
        safe={words.keepOld}
        busy={remove.busy}
        failure={remove.failure}
        onConfirm={() => void remove.run()}
        onClose={() => {
          remove.clear();
          ask.close();
        }}
      >
        <p>{words.removeOldBody(library.oldBytes)}</p>
        <ul className={css.going}>
          {old.map((entry) => (
            <li key={keyOf(entry)}>
              <span>
                {entry.title} {entry.version}
              </span>
              <span className={css.figure}>{text.sizes.bytes(entry.size)}</span>
            </li>
          ))}
        </ul>
      </ConfirmDialog>
    </>
  );
}
