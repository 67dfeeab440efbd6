import type { OrganizationRef } from '#shared/models/person.ts';
import { text } from '#shared/text/index.ts';
import { exportFile } from '../../parts/export-file.ts';
import { toast } from '../../parts/toast.tsx';
import { useAction, useApi, useStores } from '../../state/use.tsx';

const words = text.window.peopleFile;

/** Writes everybody into a CSV file that can be changed and brought back. */
export function useExportPeople({ id: organization, name }: OrganizationRef) {
  const { cloud } = useApi();
  const { now } = useStores();
  return useAction(async () => {
    const rows = await exportFile({
      name: words.fileName(name),
      ending: 'csv',
      at: now(),
      write: (offset: number | undefined) => cloud.peopleFile.export({ organization, offset }),
    });
    if (rows !== null)
      toast({ tally: 'held', icon: 'check', title: words.exported, message: words.exportedBody(rows) });
  });
}
