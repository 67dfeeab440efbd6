import { useState } from 'react';
import { text } from '#shared/text/index.ts';
import { toast } from '../../parts/toast.tsx';
import { useAction } from '../../state/use.tsx';

const words = text.window.organization;

/** Fields that are saved together, and only those that were changed. What somebody else changes meanwhile shows. */
export function useForm<Fields extends object>(saved: Fields, save: (changed: Partial<Fields>) => Promise<unknown>) {
  const [edited, edit] = useState<Partial<Fields>>({});
  const fields = { ...saved, ...edited };
  const changed = Object.fromEntries(
    Object.entries(edited).filter(([name, value]) => value !== Reflect.get(saved, name)),
  ) as Partial<Fields>;
  const saving = useAction(async () => {
    await save(changed);
    edit({});
    toast({ tally: 'held', icon: 'check', title: words.saved, message: words.savedBody });
  });
  return {
    fields,
    isChanged: Object.keys(changed).length > 0,
    set: <Name extends keyof Fields>(name: Name, value: Fields[Name]) => edit((last) => ({ ...last, [name]: value })),
    discard: () => {
      saving.clear();
      edit({});
    },
    saving,
  };
}
