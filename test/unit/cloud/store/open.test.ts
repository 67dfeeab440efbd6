import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { migrate } from '#cloud/store/migrate.ts';
import { openStore } from '#cloud/store/open.ts';
import { isForeignKeyViolation, isUniqueViolation } from '#cloud/store/trouble.ts';
import { forEachEngine, freshDatabase, freshStore } from '../../../support/store.ts';

forEachEngine((engine) => {
  it('reads 64-bit moments as numbers', async () => {
    const { db } = await freshStore(engine);
    const sentAt = Date.UTC(2027, 0, 14);
    await db
      .insertInto('outbox')
      .values({ id: 'M-1', recipient: 'a', subject: 'b', text: 'c', sent_at: sentAt })
      .execute();
    const row = await db
      .selectFrom('outbox')
      .select(['sent_at', (eb) => eb.fn.countAll<number>().as('n')])
      .groupBy('sent_at')
      .executeTakeFirst();
    expect(row).toEqual({ sent_at: sentAt, n: 1 });
  });

  it('recognises a unique violation, and no other trouble', async () => {
    const { db } = await freshStore(engine);
    const insert = () => db.insertInto('cloud_fact').values({ name: 'id', value: 'x' }).execute();
    await insert();
    expect(isUniqueViolation(await failureOf(insert()))).toBe(true);
    const orphan = db
      .insertInto('assignment')
      .values({ license_id: 'L-0', person_id: 'P', assigned_at: 1, assigned_by: null });
    const error = await failureOf(orphan.execute());
    expect([isUniqueViolation(error), isForeignKeyViolation(error)]).toEqual([false, true]);
  });

  it('keeps either the whole of a write or nothing', async () => {
    const store = await freshStore(engine);
    const write = store.write(async (tx) => {
      await tx.insertInto('cloud_fact').values({ name: 'half', value: 'x' }).execute();
      throw new Error('no');
    });
    await expect(write).rejects.toThrow('no');
    expect(await store.db.selectFrom('cloud_fact').selectAll().execute()).toEqual([]);
  });

  it('loses no update when two processes read and then write the same row', async () => {
    const where = await freshDatabase(engine);
    const stores = [await freshStore(engine, where), await freshStore(engine, where)];
    const [first] = stores;
    await first?.db.insertInto('machine').values(machine).execute();
    const raise = (store: (typeof stores)[number]) =>
      store.write(async (tx) => {
        await store.lock(tx, 'machine', machine.id);
        const { counter } = await tx.selectFrom('machine').select('counter').executeTakeFirstOrThrow();
        await tx
          .updateTable('machine')
          .set({ counter: counter + 1 })
          .execute();
      });
    await Promise.all(stores.flatMap((store) => Array.from({ length: 20 }, () => raise(store))));
    expect(await first?.db.selectFrom('machine').select('counter').execute()).toEqual([{ counter: 40 }]);
  });

  it('runs a write again when the database gave it up for another', async () => {
    const store = await freshStore(engine);
    await store.db
      .insertInto('cloud_fact')
      .values([
        { name: 'a', value: '0' },
        { name: 'b', value: '0' },
      ])
      .execute();
    // Each takes one row and then wants the other's: on PostgreSQL a deadlock, on SQLite one after the other.
    const cross = (names: string[]) =>
      store.write(async (tx) => {
        for (const name of names) {
          await tx
            .updateTable('cloud_fact')
            .set({ value: names.join('') })
            .where('name', '=', name)
            .execute();
          await sleep(30);
        }
      });
    await expect(Promise.all([cross(['a', 'b']), cross(['b', 'a'])])).resolves.toHaveLength(2);
  });

  it('migrates once when four processes start at the same time', async () => {
    const where = await freshDatabase(engine);
    const stores = await Promise.all([1, 2, 3, 4].map(() => openStore(where)));
    await Promise.all(stores.map(migrate));
    const tables = await stores[0]?.db.introspection.getTables();
    expect(tables?.map(({ name }) => name)).toContain('lease');
    await Promise.all(stores.map((store) => store.close()));
  });

  it('never holds two live leases on one seat', async () => {
    const { db } = await freshStore(engine);
    await db
      .insertInto('product')
      .values({ id: 'graphics', name: 'Graphics', glyph: 'layers', position: 0, links: '[]' })
      .execute();
    await db
      .insertInto('edition')
      .values({ product_id: 'graphics', id: 'xr', name: 'XR', position: 0, services: '[]' })
      .execute();
    await db.insertInto('license').values(license).execute();
    await db
      .insertInto('machine')
      .values([machine, { ...machine, id: 'm2' }])
      .execute();
    await db.insertInto('lease').values(lease).execute();
    const second = db.insertInto('lease').values({ ...lease, id: 'S-2', machine_id: 'm2' });
    const sameMachine = db.insertInto('lease').values({ ...lease, id: 'S-3', seat: 2 });
    expect(isUniqueViolation(await failureOf(second.execute()))).toBe(true);
    expect(isUniqueViolation(await failureOf(sameMachine.execute()))).toBe(true);
    await db.updateTable('lease').set({ ended_at: 5, end_reason: 'returned' }).execute();
    await second.execute();
    expect(await db.selectFrom('lease').select('id').where('ended_at', 'is', null).execute()).toEqual([{ id: 'S-2' }]);
  });
});

const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'no failure',
    (error: unknown) => error,
  );

const machine = {
  id: 'm1',
  public_key: 'k',
  name: 'RENDER-01',
  platform: 'linux' as const,
  app_version: '0.1.0',
  evidence: '{}',
  first_seen_at: 1,
  last_seen_at: 1,
  counter: 0,
  sequence: 0,
  last_nonce: null,
  last_call_digest: null,
  last_answer: null,
  barred_at: null,
};

const license = {
  id: 'L-1',
  organization_id: 'O-1',
  product_id: 'graphics',
  edition_id: 'xr',
  kind: 'floating' as const,
  trial: 0,
  seats: 2,
  overlap_limit: 2,
  starts_at: 0,
  ends_at: null,
  revoked_at: null,
  created_at: 0,
};

const lease = {
  id: 'S-1',
  license_id: 'L-1',
  seat: 1,
  machine_id: 'm1',
  person_id: null,
  mode: 'online' as const,
  started_at: 1,
  last_heartbeat_at: 1,
  ends_at: 2,
  unassign_grace_ends_at: null,
  ended_at: null,
  end_reason: null,
  ended_by: null,
  told_in: null,
  told_at: null,
};
