import type { CarriedFile, Drive } from '#shared/models/offline.ts';
import { text } from '#shared/text/index.ts';
import { saveText } from '../../parts/save-text.ts';
import { toast } from '../../parts/toast.tsx';
import { targetOf } from '../../state/offline-places.ts';
import { saveFiles, type Saved, type SavePlace } from '../../state/offline-save.ts';
import { useApi, useStatus } from '../../state/use.tsx';

const words = text.window.offline.outstanding;

/** The stick that new files of this machine go to; null: there is none that can be written. */
export function useTarget(preferred: string | null = null): Drive | null {
  const drives = useStatus((status) => status.drives) ?? [];
  return targetOf(drives, preferred);
}

export const placeOf = (drive: Drive | null): SavePlace => (drive ? { to: 'drive', drive } : { to: 'downloads' });

/** Saves one file and says where it is. Throws what the drive says. */
export function useSave(): (file: CarriedFile, drive: Drive | null) => Promise<Saved> {
  const { companion } = useApi();
  return async (file, drive) => {
    const saved = await saveFiles([file], placeOf(drive), { companion, download: saveText });
    const name = saved.names[0] ?? file.name;
    toast({
      tally: 'held',
      icon: 'check',
      title: saved.drive === null ? words.downloaded(name) : words.savedTo(name, saved.drive),
      message: text.window.offline.request.carry,
    });
    return saved;
  };
}
