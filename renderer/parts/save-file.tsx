import { Button } from '@mantine/core';
import { IconDownload, IconUsb } from '@tabler/icons-react';
import type { CarriedFile } from '#shared/models/offline.ts';
import { text } from '#shared/text/index.ts';
import { shortNameOf } from '../state/offline-places.ts';
import { type SavePlace, saveFiles } from '../state/offline-save.ts';
import { useAction, useApi, useStatus } from '../state/use.tsx';
import { saveText } from './save-text.ts';
import { line } from './icons.ts';
import { FailureNote } from './states.tsx';
import { toast } from './toast.tsx';
import css from './save-file.module.css';

const words = text.window.parts.save;

/** A signed file and where it can be put: on each stick that is in this machine, or wherever the browser saves. */
export function SaveFile({ file }: { file: CarriedFile }) {
  const { companion } = useApi();
  const drives = (useStatus((status) => status.drives) ?? []).filter(({ isWritable }) => isWritable);
  const save = useAction(async (place: SavePlace) => {
    const { names, drive } = await saveFiles([file], place, { companion, download: saveText });
    toast({ tally: 'held', icon: 'check', title: words.saved(names.join(', ')), message: drive ?? words.downloads });
  });
  return (
    <div className={css.save}>
      <code className={css.name}>{file.name}</code>
      <div className={css.ways}>
        {drives.map((drive) => (
          <Button
            key={drive.id}
            variant="filled"
            leftSection={<IconUsb {...line} />}
            loading={save.busy}
            onClick={() => void save.run({ to: 'drive', drive })}
          >
            {words.toDrive(shortNameOf(drive))}
          </Button>
        ))}
        <Button
          variant={drives.length === 0 ? 'filled' : 'default'}
          leftSection={<IconDownload {...line} />}
          onClick={() => void save.run({ to: 'downloads' })}
        >
          {words.download}
        </Button>
      </div>
      <FailureNote failure={save.failure} />
    </div>
  );
}
