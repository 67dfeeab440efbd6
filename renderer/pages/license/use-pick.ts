import type { LicenseRow } from '#shared/models/license.ts';
import type { HeldLease } from '#shared/models/status.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { toast } from '../../parts/toast.tsx';
import { nameOf, replacedBy, runsHere } from '../../state/license-lines.ts';
import { useAction, useApi, useStatus, useStores, useZone } from '../../state/use.tsx';

const words = text.window.license;

/** The lease of this machine that a pick would take the place of: the same product in another edition (L9). */
export function useReplaced(row: LicenseRow | null): HeldLease | null {
  const leases = useStatus((status) => status.leases);
  return row && leases ? replacedBy(row, leases) : null;
}

/**
 * Takes a seat for this machine and says so. Also one that the list calls taken: it may have been freed a moment ago,
 * and where it was not, the cloud says why. What runs here already needs no seat. Nothing happens in the portal, where
 * there is no machine.
 */
export function usePick(onDone: () => void) {
  const { companion } = useApi();
  const { live, refreshSeats } = useStores();
  const zone = useZone();
  return useAction(async (row: LicenseRow) => {
    if (!companion) return;
    const leases = live.getState().status?.leases ?? [];
    if (runsHere(row, leases)) return onDone();
    const held = await companion.license
      .pick({ license: row.id, replaces: replacedBy(row, leases)?.id ?? null })
      .catch((error: unknown) => {
        // The list may be why it was tried. What was refused is told at once.
        void refreshSeats();
        throw error;
      });
    await refreshSeats();
    const ends = held.licenseEndsAt === null ? text.window.license.never : dates.day(held.licenseEndsAt, zone);
    toast({
      tally: 'on',
      title: words.activated(nameOf(row)),
      message: words.activatedDates(dates.day(held.leaseEndsAt, zone), ends),
    });
    onDone();
  });
}
