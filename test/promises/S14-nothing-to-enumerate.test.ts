import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { addMember } from '#cloud/auth/people.ts';
import { mailsAfter } from '#cloud/operations/later-mails.ts';
import { closeIn } from '#cloud/store/queries/closing.ts';
import type { Role } from '#shared/models/role.ts';
import { type TestCloud, startTestCloud, testPassword } from '../support/cloud.ts';
import { figure } from '../support/promise.ts';
import { forEachEngine } from '../support/store.ts';
import { addTenant, callAs, inputFor, operations, type Tenant, twoTenants, withSubject } from '../support/tenants.ts';

forEachEngine((engine) => {
  it('S14: unknown, foreign, deleted and closed subjects are answered alike', async () => {
    const cloud = await startTestCloud({ engine });
    const { own, foreign, people } = await twoTenants(cloud);
    const deleted = await deletedTenant(cloud, own);
    const closed = await closedTenant(cloud, people);
    for (const { role, token } of people) {
      for (const command of withSubject) {
        const { subject } = command.meta;
        if (!subject) continue;
        const ids = ['X-nobody-ever-had-it', foreign.ids[subject], deleted[subject], closed[subject]];
        const answers = await Promise.all(ids.map((id) => callAs(cloud.url, token, command, inputFor(command, id))));
        const [first, ...others] = answers.map(({ status, text }) => ({ status, text }));
        expect([role, command.path.join('.'), first?.status]).toEqual([role, command.path.join('.'), 404]);
        for (const other of others) expect(other).toEqual(first);
      }
    }
  });

  it('S14: an unknown address and a wrong password are answered alike', async () => {
    const cloud = await startTestCloud({ engine });
    const person = await cloud.addPerson('Ingrid');
    const command = operations.find(({ path }) => path.join('.') === 'session.issueToken');
    if (!command) throw new Error('no session.issueToken');
    const signIn = (email: string) =>
      callAs(cloud.url, null, command, { email, password: `not ${testPassword}`, machineName: 'X' });
    expect(await signIn(person.email)).toEqual(await signIn('nobody@studio.example'));
  });

  it('S14: a link to set a new password is asked for alike for an address that nobody has, in words and in time', async () => {
    const cloud = await startTestCloud({ engine });
    const person = await cloud.addPerson('Ingrid');
    const asked = { known: { email: person.email }, unknown: { email: 'nobody@studio.example' } };
    await expectAlike(cloud, engine, { operation: 'account.requestReset', token: null, asked, rounds });
  });

  it('S14: another address of mine is asked for alike when somebody has it, in words and in time', async () => {
    const cloud = await startTestCloud({ engine });
    const { email: known } = await cloud.addPerson('Ingrid');
    const { token } = await cloud.addPerson('Jo');
    const asked = {
      known: { email: known, password: testPassword },
      unknown: { email: 'nobody@studio.example', password: testPassword },
    };
    // Each asks for the password first, which is slow by intention.
    const operation = { operation: 'account.requestEmail', token, asked, rounds: Math.round(rounds / 2) };
    await expectAlike(cloud, engine, operation);
  });
});

interface AskedAlike {
  operation: string;
  token: string | null;
  /** What is asked, about an address that somebody has and about one that nobody has. */
  asked: Record<'known' | 'unknown', object>;
  rounds: number;
}

/** One operation, about a known and an unknown address by turns: the same words, and no longer. */
async function expectAlike(cloud: TestCloud, engine: string, { operation, token, asked, rounds: count }: AskedAlike) {
  const command = operations.find(({ path }) => path.join('.') === operation);
  if (!command) throw new Error(`no ${operation}`);
  const times = { known: [] as number[], unknown: [] as number[] };
  const answers = new Set<string>();
  const ask = async (who: keyof typeof asked) => {
    await cloud.parts.store.db.deleteFrom('rateLimit').execute();
    // The mail of the one before goes out well after its answer, and must not be in the way of this one.
    await sleep(mailsAfter + 20);
    const begun = performance.now();
    const { status, text } = await callAs(cloud.url, token, command, asked[who]);
    times[who].push(performance.now() - begun);
    answers.add(`${status} ${text.replaceAll(/\d{13}/g, 'a moment')}`);
  };
  for (let round = 0; round < count; round++)
    for (const who of round % 2 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const)) await ask(who);

  expect([...answers]).toEqual([expect.stringMatching(/^200 /)]);
  const [known, unknown] = [spreadOf(times.known), spreadOf(times.unknown)];
  const apart = Math.abs(known.middle - unknown.middle);
  // Four standard errors of the difference of two medians: the more rounds, the less may lie between them.
  const noise = (4 * 0.93 * Math.hypot(known.spread, unknown.spread)) / Math.sqrt(count);
  const figures = [known, unknown].map(({ middle, spread }) => `${middle.toFixed(2)} ms (spread ${spread.toFixed(2)})`);
  console.log(
    `S14 ${engine}: ${operation}: known ${figures[0]}, unknown ${figures[1]}, over ${count} each; ${apart.toFixed(2)} ms apart, noise ${noise.toFixed(2)}`,
  );
  expect(apart).toBeLessThan(noise);
}

const rounds = figure(60, 400);

/** The median, and how far the middle half of the figures lies apart. */
function spreadOf(figures: readonly number[]): { middle: number; spread: number } {
  const sorted = figures.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  return { middle: at(0.5), spread: at(0.75) - at(0.25) };
}

/** An organization of the people themselves, and closed. */
async function closedTenant(cloud: TestCloud, people: readonly { id: string; role: Role }[]): Promise<Tenant['ids']> {
  const { parts } = cloud;
  const { ids } = await addTenant(cloud, 'Closed Studio', '3');
  const { organization: organizationId } = ids;
  await parts.store.write(async (tx) => {
    for (const { id, role } of people) await addMember(tx, parts, { organizationId, personId: id, role });
    await closeIn(tx, organizationId, { at: parts.clock.now(), by: people[0]?.id ?? '' });
  });
  return ids;
}

/** Ids that once were somebody's. */
async function deletedTenant({ parts, vendor, addOrganization }: TestCloud, like: Tenant): Promise<Tenant['ids']> {
  const { db } = parts.store;
  const organization = await addOrganization('Closed Studio');
  const sold = await db.selectFrom('license').selectAll().where('id', '=', like.ids.license).executeTakeFirstOrThrow();
  const { product_id: product, edition_id: edition, kind, seats } = sold;
  const { id: license } = await vendor.license.issue({ organization, product, edition, kind, seats });
  const model = await db.selectFrom('lease').selectAll().where('id', '=', like.ids.lease).executeTakeFirstOrThrow();
  await db
    .insertInto('lease')
    .values({ ...model, id: 'S-gone', license_id: license })
    .execute();
  const code = await db.selectFrom('room').selectAll().where('id', '=', like.ids.room).executeTakeFirstOrThrow();
  await db
    .insertInto('room')
    .values({ ...code, id: 'R-gone', code_digest: 'gone', license_id: license })
    .execute();
  await db.deleteFrom('room').where('id', '=', 'R-gone').execute();
  await db.deleteFrom('lease').where('id', '=', 'S-gone').execute();
  await db.deleteFrom('license').where('id', '=', license).execute();
  await db.deleteFrom('organization').where('id', '=', organization).execute();
  return { organization, license, licenses: license, lease: 'S-gone', room: 'R-gone' };
}
