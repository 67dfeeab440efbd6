import { joinFiles } from '#shared/files/bundle.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import type { CompanionClient } from '../../api/api.ts';
import { toast } from '../../parts/toast.tsx';
import { nameOf } from '../../state/license-lines.ts';
import { useAction, useApi, useStores } from '../../state/use.tsx';

const words = text.window.offline.apply;

export type Applied = Awaited<ReturnType<CompanionClient['offline']['apply']>>;

/** Applies what is for this machine and says what became of it. */
export function useApply() {
  const { companion } = useApi();
  const { refreshSeats } = useStores();
  return useAction(async (texts: readonly string[]) => {
    if (!companion) return null;
    const applied = await companion.offline.apply({ text: joinFiles(texts) });
    tellApplied(applied);
    await refreshSeats();
    return applied;
  });
}

function tellApplied({ leases, receipts, trustRoot, acknowledgement }: Applied): void {
  if (leases) {
    const [first] = leases;
    const carry = acknowledgement ? ` ${words.carryBack}` : '';
    const ends = first && first.licenseEndsAt !== null ? dates.day(first.licenseEndsAt, first.timeZone) : null;
    toast({
      tally: leases.length === 0 ? 'free' : 'on',
      title: words.doneLicense(leases.map(nameOf)),
      message: first ? `${words.doneDates(dates.day(first.leaseEndsAt, first.timeZone), ends)}.${carry}` : null,
    });
  }
  for (const { license } of receipts)
    toast({ tally: 'free', title: words.doneReceipt(license), message: words.doneReceiptBody });
  if (trustRoot !== null)
    toast({ tally: 'held', icon: 'check', title: words.doneRoot, message: words.doneRootBody(trustRoot) });
  if (!leases && receipts.length === 0 && trustRoot === null)
    toast({ tally: 'free', title: words.doneNothing, message: null });
}
