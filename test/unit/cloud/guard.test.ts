import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { toFailure } from '#shared/contract/failure.ts';
import { startTestCloud } from '../../support/cloud.ts';
import { forEachEngine } from '../../support/store.ts';

const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'ok',
    (error: unknown) => toFailure(error)?.code,
  );

forEachEngine((engine) => {
  it('answers the same idempotency key with the same answer, and does nothing twice', async () => {
    const cloud = await startTestCloud({ engine });
    const create = (name: string, idempotencyKey: string) =>
      cloud.vendor.organization.create({ name, owner: 'ingrid@studio.example', idempotencyKey });
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 8 }, () => create('Northlight', key)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await create('Northlight', key)).toEqual(answers[0]);
    expect(await cloud.vendor.organization.list({})).toHaveLength(1);
    expect(await codeOf(create('Fjord', key))).toBe('idempotency-key-reused');
    expect(await codeOf(create('Fjord', randomUUID()))).toBe('ok');
  });

  it('keeps the keys of different people apart', async () => {
    const cloud = await startTestCloud({ engine });
    const people = [await cloud.addPerson('Ada', {}, true), await cloud.addPerson('Bo', {}, true)];
    const idempotencyKey = randomUUID();
    const made = await Promise.all(
      people.map(({ client }) =>
        client.vendor.organization.create({ name: 'Northlight', owner: 'ingrid@studio.example', idempotencyKey }),
      ),
    );
    expect(new Set(made.map(({ organization }) => organization)).size).toBe(2);
  });

  it('remembers no key of a call that failed', async () => {
    const cloud = await startTestCloud({ engine });
    const idempotencyKey = randomUUID();
    const end = () => cloud.vendor.license.end({ license: 'L-none', idempotencyKey });
    expect(await codeOf(end())).toBe('not-found');
    expect(await cloud.parts.store.db.selectFrom('idempotency').selectAll().execute()).toEqual([]);
  });
});
