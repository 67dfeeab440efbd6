import { describe, expect, it } from 'vitest';
import type { AuditRow } from '#shared/models/audit.ts';
import { startTestCloud } from '../../../support/cloud.ts';
import { forEachEngine } from '../../../support/store.ts';

type Cloud = Awaited<ReturnType<typeof startTestCloud>>;
const noon = Date.UTC(2026, 10, 24, 12);

/** Puts so many deeds on record, the newest first in time, three of them at each moment. */
async function addDeeds({ parts }: Cloud, organization: string | null, count: number, more: object = {}) {
  const rows = Array.from({ length: count }, (_, index) => ({
    id: `E-${organization}-${String(index).padStart(6, '0')}`,
    at: noon - Math.floor(index / 3) * 1_000,
    organization_id: organization,
    person_id: null,
    actor: 'vendor',
    action: 'license.renew',
    subject: 'L-1',
    details: JSON.stringify({ license: `License ${index}` }),
    address: '192.0.2.9',
    ...more,
  }));
  for (let from = 0; from < rows.length; from += 500)
    await parts.store.db
      .insertInto('audit')
      .values(rows.slice(from, from + 500))
      .execute();
}

async function studio(engine: 'sqlite' | 'postgres') {
  const cloud = await startTestCloud({ engine });
  const organization = await cloud.addOrganization('Northlight');
  const other = await cloud.addOrganization('Fjord');
  const owner = await cloud.addPerson('Ingrid', { [organization]: 'owner' });
  const manager = await cloud.addPerson('Mads', { [organization]: 'manager' });
  return { cloud, organization, other, owner, manager };
}

forEachEngine((engine) => {
  describe('the audit log', { timeout: 30_000 }, () => {
    it('T10: comes page by page, newest first, each row once, also while new ones are added', async () => {
      const { cloud, organization, manager } = await studio(engine);
      await addDeeds(cloud, organization, 250);
      const seen: AuditRow[] = [];
      let cursor: string | undefined;
      for (let pages = 0; pages < 10; pages++) {
        const page = await manager.client.audit.list({ organization, limit: 40, cursor });
        seen.push(...page.rows);
        await addDeeds(cloud, organization, 1, { id: `E-new-${pages}`, at: noon + pages });
        if (page.next === null) break;
        cursor = page.next;
      }
      expect(seen).toHaveLength(250);
      expect(new Set(seen.map(({ id }) => id)).size).toBe(250);
      expect(seen).toEqual(seen.toSorted((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1)));
      const [newest] = (await manager.client.audit.list({ organization, limit: 1 })).rows;
      expect(newest?.id).toMatch(/^E-new-/);
    });

    it('T10: is filtered by person, kind, day and words; a search goes on where one call stopped', async () => {
      const { cloud, organization, owner, manager } = await studio(engine);
      await addDeeds(cloud, organization, 9_000);
      await owner.client.organization.update({ organization, name: 'Northlight Oslo', leaseHours: 48 });
      const old = { id: 'E-old', at: noon - 86_400_000, action: 'machine.claim', actor: 'Jo Ødegård' };
      await addDeeds(cloud, organization, 1, old);
      const all = async (filter: object) => {
        const found: string[] = [];
        for (let cursor: string | undefined, calls = 0; ; calls++) {
          expect(calls).toBeLessThan(8);
          const page = await manager.client.audit.list({ organization, cursor, ...filter });
          found.push(...page.rows.map(({ action }) => action));
          if (page.next === null) return found;
          cursor = page.next;
        }
      };
      expect(await all({ person: owner.id })).toEqual(['organization.update']);
      expect(await all({ kind: 'organization' })).toEqual(['organization.update']);
      expect(await all({ kind: 'machines' })).toEqual(['machine.claim']);
      expect(await all({ text: 'ingrid lease' })).toEqual(['organization.update']);
      expect(await all({ text: 'ØDEGÅRD ORIGINAL' })).toEqual(['machine.claim']);
      expect(await all({ text: 'License 8999' })).toEqual(['license.renew']);
      expect(await all({ text: 'nobody ever wrote this' })).toEqual([]);
      expect(await all({ from: '2026-11-23', to: '2026-11-23' })).toEqual(['machine.claim']);
    });

    it('T10: names people and licenses, says where from, and what changed', async () => {
      const { cloud, organization, owner, manager } = await studio(engine);
      await owner.client.organization.update({ organization, leaseHours: 48 });
      await addDeeds(cloud, organization, 1, {
        at: 1,
        action: 'license.assign',
        subject: 'L-gone',
        details: JSON.stringify({ license: 'Graphics XR', person: manager.id, note: owner.id }),
      });
      const { rows, next } = await manager.client.audit.list({ organization });
      expect(next).toBeNull();
      expect(rows[0]).toMatchObject({
        who: { id: owner.id, name: 'Ingrid' },
        action: 'organization.update',
        details: { leaseHours: { from: 24, to: 48 } },
        address: '127.0.0.1',
      });
      // Only what the cloud itself puts there is looked up.
      expect(rows[1]).toMatchObject({ who: { id: null, name: 'vendor' }, names: { [manager.id]: 'Mads' } });
      expect(Object.keys(rows[1]?.names ?? {})).toEqual([manager.id]);
    });

    it('T10: nobody sees the rows of another organization, of the vendor, or of a person alone', async () => {
      const { cloud, organization, other, owner } = await studio(engine);
      await addDeeds(cloud, other, 5);
      await addDeeds(cloud, null, 5);
      await owner.client.session.list({});
      expect((await owner.client.audit.list({ organization })).rows).toEqual([]);
      expect((await owner.client.audit.export({ organization, format: 'csv' })).rows).toBe(0);
      await expect(owner.client.audit.list({ organization: other })).rejects.toMatchObject({ code: 'not-found' });
      // A cursor is only a place: another organization's leads nowhere else.
      const { rows } = await owner.client.audit.list({ organization, cursor: `${noon + 1}.E-${other}-000000` });
      expect(rows).toEqual([]);
    });

    it('T10: a cursor that is none is refused', async () => {
      const { organization, owner } = await studio(engine);
      const list = owner.client.audit.list({ organization, cursor: 'not a cursor' });
      await expect(list).rejects.toMatchObject({ code: 'invalid-input' });
    });

    it('T10: is exported whole as JSON lines and as CSV without formulas', async () => {
      const { cloud, organization, manager } = await studio(engine);
      await addDeeds(cloud, organization, 2_500);
      await addDeeds(cloud, organization, 1, { id: 'E-evil', at: noon + 1, actor: '=cmd|calc', person_id: 'P-evil' });
      const whole = async (format: 'csv' | 'json-lines') => {
        let written = '';
        for (let cursor: string | undefined; ; ) {
          const part = await manager.client.audit.export({ organization, format, cursor });
          written += part.text;
          if (part.next === null) return written;
          cursor = part.next;
        }
      };
      const lines = (await whole('json-lines')).trim().split('\n');
      expect(lines).toHaveLength(2_501);
      expect(JSON.parse(lines[0] ?? '')).toMatchObject({ id: 'E-evil', who: { name: '=cmd|calc' } });
      const records = (await whole('csv')).trim().split('\r\n');
      expect(records).toHaveLength(2_502);
      expect(records[0]).toBe('time,who,person,action,what,subject,details,address');
      expect(records[1]).toContain(",'=cmd|calc,P-evil,license.renew,");
    });

    it('T8: company data is changed by Owners, seen by managers, kept in bounds, and what changed is on record', async () => {
      const { organization, owner, manager } = await studio(engine);
      const { organization: mine } = owner.client;
      const empty = { legalName: null, address: [], vatId: null, billingEmail: null };
      expect(await mine.company({ organization })).toEqual(empty);
      const filled = { legalName: 'Northlight AS', address: ['Storgata 1', '0155 Oslo'], vatId: 'NO 1' };
      expect(await mine.updateCompany({ organization, ...filled })).toEqual({ ...empty, ...filled });
      await mine.updateCompany({ organization, vatId: null, legalName: 'Northlight AS' });
      await mine.updateCompany({ organization, vatId: null });
      expect(await manager.client.organization.company({ organization })).toEqual({ ...empty, ...filled, vatId: null });
      const { rows } = await manager.client.audit.list({ organization });
      expect(rows.map(({ details }) => details)).toEqual([
        { vatId: { from: 'NO 1', to: null } },
        {
          legalName: { from: null, to: 'Northlight AS' },
          address: { from: [], to: ['Storgata 1', '0155 Oslo'] },
          vatId: { from: null, to: 'NO 1' },
        },
      ]);
      for (const wrong of [
        { legalName: 'two\nlines' },
        { legalName: 'Northlight \u202ESA' },
        { legalName: 'x'.repeat(121) },
        { address: Array<string>(7).fill('x') },
        { billingEmail: 'nobody' },
        { vatId: ' ' },
      ])
        await expect(mine.updateCompany({ organization, ...wrong })).rejects.toMatchObject({ code: 'invalid-input' });
      const refused = manager.client.organization.updateCompany({ organization, vatId: 'NO 2' });
      await expect(refused).rejects.toMatchObject({ code: 'not-allowed' });
    });
  });
});
