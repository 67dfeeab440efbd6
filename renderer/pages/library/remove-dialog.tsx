import type { Library, LibraryEntry } from '#shared/models/release.ts';
import { text } from '#shared/text/index.ts';
import type { CompanionClient } from '../../api/api.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { toast } from '../../parts/toast.tsx';
import { useLast } from '../../parts/use-last.ts';
import { isNewer, otherVersionOf } from '../../state/library.ts';
import { useAction, useStores } from '../../state/use.tsx';

const words = text.window.library;

interface RemoveDialogProps {
  companion: CompanionClient;
  library: Library;
  entry: LibraryEntry | null;
  onClose: () => void;
}

/** Asks before a file is deleted, and says what the next version then costs. */
export function RemoveDialog({ companion, library, entry, onClose }: RemoveDialogProps) {
  const stores = useStores();
  const shown = useLast(entry);
  const remove = useAction(async ({ product, version, artifact, title }: LibraryEntry) => {
    await companion.library.remove({ product, version, artifact });
    await stores.library?.refresh();
    toast({ tally: 'held', icon: 'check', title: words.removed(title, version), message: '' });
    onClose();
  });
  if (!shown) return null;
  const other = otherVersionOf(shown, library);
  const consequence =
    other === null
      ? words.removeLast
      : isNewer(other, shown.version)
        ? words.removeNewer(other)
        : words.removeOlder(other);
  return (
    <ConfirmDialog
      opened={entry !== null}
      title={words.removeTitle(shown.title, shown.version)}
      confirm={words.remove}
      busy={remove.busy}
      failure={remove.failure}
      onConfirm={() => void remove.run(shown)}
      onClose={() => {
        remove.clear();
        onClose();
      }}
    >
      {words.removeBody(shown.fileName, shown.size)} {consequence}
    </ConfirmDialog>
  );
}
