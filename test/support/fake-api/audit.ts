import type { AuditRow } from '#shared/models/audit.ts';
import { Company } from '#shared/models/organization.ts';
import { hour } from '#shared/models/time.ts';
import { text } from '#shared/text/index.ts';
import type { CloudClient } from '../../../renderer/api/api.ts';
import { people } from './carried.ts';
import type { Watched } from './world.ts';

const deeds: readonly Pick<AuditRow, 'action' | 'details'>[] = [
  { action: 'license.assign', details: { license: 'Graphics AR/VS', person: 'Jo Berg' } },
  { action: 'lease.release', details: { license: 'Graphics XR', machineName: 'OB-1-RENDER-03' } },
  { action: 'organization.update', details: { leaseHours: { from: 24, to: 48 } } },
  { action: 'offline.issue', details: { license: 'Graphics XR', machineName: 'TRUCK-2', person: 'Jo Berg' } },
  { action: 'license.pick', details: { license: 'Graphics AR/VS', machineName: 'GALLERY-1' } },
  { action: 'machine.acceptHardware', details: { machineName: 'OB-1-RENDER-03', factors: ['disk'] } },
  { action: 'future.deed', details: { note: '<img src=x onerror=alert(1)>' } },
];

/** An audit log in memory: 250 deeds, three an hour, paged by number. */
export function fakeCloudAudit(world: Watched, who: () => unknown): CloudClient['audit'] {
  const doers = Object.values(people);
  const rows = () =>
    Array.from({ length: 250 }, (_, index): AuditRow => {
      const doer = doers[index % doers.length];
      return {
        id: `E-${index}`,
        at: world.status.now - (index + 1) * (hour / 3),
        who: index % 7 === 4 || !doer ? { id: null, name: 'nobody' } : { id: doer.id, name: doer.name },
        subject: null,
        names: {},
        address: '192.0.2.7',
        ...(deeds[index % deeds.length] ?? { action: 'session.sign-in', details: {} }),
      };
    });
  const found = (query = '', person?: string) =>
    rows().filter(
      (row) =>
        text.audit.sentence(row).toLowerCase().includes(query.toLowerCase()) &&
        (person === undefined || row.who.id === person),
    );
  return {
    list: async ({ cursor = '0', limit = 100, text: query, person }) => {
      who();
      const all = found(query, person);
      const end = Number(cursor) + limit;
      const rest = all.length > end;
      const page = all.slice(Number(cursor), end);
      return { rows: page, next: rest ? String(end) : null, reached: rest ? (page.at(-1)?.at ?? null) : null };
    },
    export: async () => {
      who();
      const all = found();
      return { text: all.map((row) => `${JSON.stringify(row)}\n`).join(''), rows: all.length, next: null };
    },
  };
}

/** What the bills say, in memory. */
export function fakeCompany(who: () => unknown): Pick<CloudClient['organization'], 'company' | 'updateCompany'> {
  let company: Company = {
    legalName: 'Northlight Studios AS',
    address: ['Storgata 12', '0155 Oslo', 'Norway'],
    vatId: 'NO 987 654 321 MVA',
    billingEmail: 'bills@northlight.example',
  };
  return {
    company: async () => (who(), company),
    updateCompany: async (wanted) => (company = Company.parse({ ...company, ...wanted })),
  };
}
