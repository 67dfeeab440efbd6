import type { LicenseRow } from '#shared/models/license.ts';
import type { HeldLease } from '#shared/models/status.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { toast } from '../../parts/toast.tsx';
import { canPick, nameOf } from '../../state/license-lines.ts';
import { useAction, useApi, useStatus, useStores, useZone } from '../../state/use.tsx';

const words = text.window.license;

/** The lease of this machine that a pick would take the place of: the same product in another edition (L9). */
export function useReplaced(row: LicenseRow | null): HeldLease | null {
  const leases = useStatus((status) => status.leases);
  if (!row || !leases) return null;
  return leases.find((held) => held.product.id === row.product.id && held.license !== row.id) ?? null;
}

/**
 * Takes a seat for this machine and says so. One that the list calls taken is looked up first, since it may have been
 * freed a moment ago. Nothing happens in the portal, where there is no machine.
 */
export function usePick(onDone: () => void) {
  const { cloud, companion } = useApi();
  const { licenses, live } = useStores();
  const zone = useZone();
  return useAction(async (row: LicenseRow) => {
    if (!companion) return;
    const { status } = live.getState();
    const machine = status?.machine.id ?? null;
    if (!canPick(row, machine) && !canPick(await cloud.license.show({ license: row.id }), machine))
      return licenses.usable.refresh();
    const leases = status?.leases ?? [];
    const replaced = leases.find((held) => held.product.id === row.product.id && held.license !== row.id);
    const held = await companion.license.pick({ license: row.id, replaces: replaced?.id ?? null });
    await Promise.all([licenses.usable.refresh(), licenses.mine.refresh()]);
    const ends = held.licenseEndsAt === null ? text.window.license.never : dates.day(held.licenseEndsAt, zone);
    toast({
      tally: 'on',
      title: words.activated(nameOf(row)),
      message: words.activatedDates(dates.day(held.leaseEndsAt, zone), ends),
    });
    onDone();
  });
}
