import type { Store } from '#cloud/store/open.ts';
import type { AuditAction } from '#shared/models/audit.ts';
import type { Moment } from '#shared/models/time.ts';
import { inPortions } from './in-portions.ts';
import { drawn, licenseId, personId, type Sizes } from './sizes.ts';

const often = ['license.assign', 'license.unassign', 'license.pick', 'lease.giveBack', 'team.setRole'] as const;

/** A deed every half minute, by everybody in turn; now and then one about a machine. */
export async function seedAudit(store: Store, organization: string, size: Sizes, now: Moment): Promise<void> {
  await inPortions(store, size.auditRows, (tx, some) => {
    const rows = some.map((at) => ({
      id: `E-${at}`,
      at: now - at * 30_000,
      organization_id: organization,
      person_id: personId(at % size.people),
      actor: `Person ${at % size.people}`,
      action: actionOf(at),
      subject: licenseId(drawn(51, at, size.licenses)),
      details: JSON.stringify({
        license: 'Graphics XR',
        person: personId(drawn(52, at, size.people)),
        machineName: 'OB-1',
      }),
      address: '192.0.2.1',
    }));
    return tx.insertInto('audit').values(rows).execute();
  });
}

const actionOf = (at: number): AuditAction =>
  at % 10_000 === 0 ? 'machine.claim' : (often[drawn(53, at, often.length)] ?? 'license.pick');
