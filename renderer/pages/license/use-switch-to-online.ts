import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { toast } from '../../parts/toast.tsx';
import { nameOf } from '../../state/license-lines.ts';
import { useAction, useApi, useStores } from '../../state/use.tsx';

const words = text.window.offline.giveBack;

/** Lets an offline lease of this machine renew itself again (F6), and says so. */
export function useSwitchToOnline() {
  const { companion } = useApi();
  const { refreshSeats } = useStores();
  return useAction(async (lease: string) => {
    const held = await companion?.offline.switchToOnline({ lease });
    await refreshSeats();
    if (!held) return;
    const until = dates.dayAndTime(held.leaseEndsAt, held.timeZone);
    toast({ tally: 'on', title: words.onlineDone(nameOf(held)), message: words.onlineUntil(until) });
  });
}
