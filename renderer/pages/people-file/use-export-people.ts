import type { OrganizationRef } from '#shared/models/person.ts';
import { text } from '#shared/text/index.ts';
import { saveText } from '../../parts/save-text.ts';
import { toast } from '../../parts/toast.tsx';
import { useAction, useApi, useStores } from '../../state/use.tsx';

const words = text.window.peopleFile;

/** Writes everybody into a CSV file that can be changed and brought back. */
export function useExportPeople({ id: organization, name }: OrganizationRef) {
  const { cloud } = useApi();
  const { now } = useStores();
  return useAction(async () => {
    const parts: string[] = [];
    let rows = 0;
    for (let offset: number | null = 0; offset !== null; ) {
      const part: Awaited<ReturnType<typeof cloud.peopleFile.export>> = await cloud.peopleFile.export({
        organization,
        offset,
      });
      parts.push(part.text);
      rows += part.rows;
      offset = part.next;
    }
    const day = new Date(now()).toISOString().slice(0, 10);
    const file = words.fileName(name, day).replaceAll(/[^\p{L}\p{N}-]+/gu, '-');
    saveText({ name: `${file}.csv`, text: parts.join('') });
    toast({ tally: 'held', icon: 'check', title: words.exported, message: words.exportedBody(rows) });
  });
}
