import { useCallback } from 'react';
import { text } from '#shared/text/index.ts';
import { mostFiles } from '../../parts/most-files.ts';
import { toast } from '../../parts/toast.tsx';
import { createDesk, type Taken } from '../../state/offline-desk.ts';
import { useKept } from '../../state/use.tsx';

const words = text.window.offline.arrivals;
const { pasted } = text.window.inspect;
const most = 3;

/** Hands files or text to the desk, and says what did not fit anywhere. */
export function useTake() {
  const desk = useKept(createDesk);
  const takeFiles = useCallback(
    (files: readonly File[]) => {
      if (files.length > 0) void desk.take(files).then(tell);
    },
    [desk],
  );
  const takeText = useCallback(
    (given: string, name: string = pasted) => void desk.takeText(name, given).then(tell),
    [desk],
  );
  return { takeFiles, takeText };
}

/** What was added to a list, and what could not be used; nothing where a dialog says it. */
function tell(taken: Taken | null): void {
  if (!taken) return;
  const { unused, wasCut, diverted, before } = taken;
  const notes = unused.slice(0, most).map(({ name, why }) => words[why](name));
  if (unused.length > most) notes.push(words.others(unused.length - most));
  if (wasCut) notes.push(words.tooMany(mostFiles));
  if (diverted > before || before > 0)
    toast({
      id: 'arrived',
      tally: 'held',
      icon: 'check',
      title: words.added(diverted - before),
      message: before > 0 ? words.before(before) : null,
    });
  if (notes.length > 0)
    toast({
      id: 'unused',
      tally: diverted > 0 || taken.shown > 0 ? 'soon' : 'ended',
      title: diverted > 0 || taken.shown > 0 ? words.title : words.nothing,
      message: notes.join(' '),
    });
}

/** How many files are being read, in words; null while none are. */
export const readingWords = (reading: number | null): string | null =>
  reading === null ? null : text.window.inspect.reading(reading);
