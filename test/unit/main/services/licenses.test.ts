import { describe, expect, test } from 'vitest';
import { recommend } from '#main/services/licenses.ts';
import { toFailure } from '#shared/contract/failure.ts';
import { Failure } from '#shared/errors.ts';
import { explainNotice } from '#shared/text/index.ts';
import { cloudUrl, createTestCompanion, signIn } from '../../../support/companion.ts';
import { testRow } from '../../../support/fake-cloud.ts';
import { heartbeat } from '../../../support/machine.ts';

const codeOf = (result: Promise<unknown>) =>
  result.then(
    () => 'no failure',
    (error: unknown) => toFailure(error)?.code ?? String(error),
  );

async function signedIn() {
  const one = await createTestCompanion();
  await signIn(one);
  return { ...one, license: one.client.companion.license };
}

describe('picking', () => {
  test('gives a lease, remembered at the next start', async () => {
    const one = await signedIn();
    const lease = await one.license.pick({ license: 'xr' });
    expect(lease).toMatchObject({ id: 'lease-xr', license: 'xr', standing: 'valid' });
    const two = await createTestCompanion({ folder: one.folder, clock: one.clock, cloud: one.cloud });
    expect(await two.client.companion.license.held({})).toEqual([lease]);
    expect(two.ports.machineState.lastPick()).toBe('xr');
  });

  test('again gives the same lease', async () => {
    const { license } = await signedIn();
    const first = await license.pick({ license: 'xr' });
    expect((await license.pick({ license: 'xr' })).id).toBe(first.id);
  });

  test('another instead gives the first back in the same step', async () => {
    const { license } = await signedIn();
    const { id } = await license.pick({ license: 'xr' });
    await license.pick({ license: 'ar-vs', replaces: id });
    expect((await license.held({})).map((lease) => lease.license)).toEqual(['ar-vs']);
  });

  test('needs somebody signed in', async () => {
    const one = await createTestCompanion();
    expect(await codeOf(one.client.companion.license.pick({ license: 'xr' }))).toBe('not-signed-in');
  });

  test('a refusal comes as the cloud gave it and changes nothing', async () => {
    const one = await signedIn();
    one.cloud.answers['license.pick'] = () => {
      throw new Failure('no-free-seat', { license: 'Graphics XR', seats: 1 });
    };
    const failure = await one.license.pick({ license: 'xr' }).catch(toFailure);
    expect(failure).toMatchObject({ code: 'no-free-seat', details: { license: 'Graphics XR', seats: 1 } });
    expect(await one.license.held({})).toEqual([]);
    expect((await one.client.companion.connection.show({})).state).toBe('reachable');
  });

  test('an answer that is not genuine is not used, and said', async () => {
    const one = await signedIn();
    await one.license.pick({ license: 'xr' });
    one.cloud.answers['license.pick'] = () => ({ file: 'not a license' });
    expect(await codeOf(one.license.pick({ license: 'ar-vs' }))).toBe('answer-refused');
    expect((await one.license.held({})).map((lease) => lease.license)).toEqual(['xr']);
    expect(await one.client.companion.connection.show({})).toMatchObject({ state: 'refused', why: 'answer-refused' });
  });

  test('an answer that was captured is not used (S10)', async () => {
    const one = await signedIn();
    await one.license.pick({ license: 'xr' });
    const answers: { file: string }[] = [];
    const call = await one.ports.machineState.openCall(heartbeat);
    answers.push(
      await one.ports
        .connectCloud({ url: async () => cloudUrl, token: async () => null, onContact: () => {} })
        .client.machine.heartbeat({ call: call.text }),
    );
    one.cloud.answers['machine.heartbeat'] = () => answers[0];
    expect(await codeOf(one.license.heartbeat({}))).toBe('answer-refused');
  });

  test('two at once take turns: the counter of a call is always the highest', async () => {
    const { license } = await signedIn();
    const both = await Promise.all([license.pick({ license: 'a' }), license.pick({ license: 'b' })]);
    expect(both.map((lease) => lease.license)).toEqual(['a', 'b']);
    expect(await license.held({})).toHaveLength(2);
  });
});

describe('releasing', () => {
  test('gives the seat back, without a notice about one’s own doing', async () => {
    const one = await signedIn();
    const { id } = await one.license.pick({ license: 'xr' });
    await one.license.release({ lease: id });
    expect(await one.license.held({})).toEqual([]);
    expect(one.companion.status().notices).toEqual([]);
  });

  test('what is not held here cannot be released', async () => {
    const { license } = await signedIn();
    expect(await codeOf(license.release({ lease: 'elsewhere' }))).toBe('no-lease-here');
  });

  test('without a network the lease stays', async () => {
    const one = await signedIn();
    const { id } = await one.license.pick({ license: 'xr' });
    one.cloud.trouble = new Failure('cloud-unreachable', { url: cloudUrl });
    expect(await codeOf(one.license.release({ lease: id }))).toBe('cloud-unreachable');
    expect(await one.license.held({})).toHaveLength(1);
  });

  test('needs nobody signed in', async () => {
    const one = await signedIn();
    const { id } = await one.license.pick({ license: 'xr' });
    await one.client.companion.session.signOut({});
    await one.license.release({ lease: id });
    expect(await one.license.held({})).toEqual([]);
  });
});

test('a seat freed by somebody else is gone at the next heartbeat, and stays said until noticed', async () => {
  const one = await signedIn();
  const { id } = await one.license.pick({ license: 'xr' });
  one.cloud.endLease(id);
  expect(await one.license.heartbeat({})).toEqual([]);
  const [notice] = one.companion.status().notices;
  expect(notice).toMatchObject({ kind: 'lease-ended', notice: { reason: 'released', by: 'Jo Berg' } });
  const two = await createTestCompanion({ folder: one.folder, clock: one.clock, cloud: one.cloud });
  expect(two.companion.status().notices).toHaveLength(1);
  await two.client.companion.notice.dismiss({ notice: notice?.id ?? '' });
  expect(two.companion.status().notices).toEqual([]);
});

test('T8: an organization that was closed is said by name of who did it; one stays signed in and picks another license', async () => {
  const one = await signedIn();
  const { id } = await one.license.pick({ license: 'xr' });
  one.cloud.endLease(id, 'organization-closed');
  expect(await one.license.heartbeat({})).toEqual([]);
  const { notices, session } = one.companion.status();
  expect(session.state).toBe('signed-in');
  expect(notices.map(explainNotice)).toEqual([
    {
      sentence: 'Jo Berg closed the organization that Graphics XR belongs to.',
      next: 'Choose a license of another organization. You are still signed in.',
    },
  ]);
});

describe('the list', () => {
  test('is as the cloud gives it, with what this machine holds named first', async () => {
    const one = await signedIn();
    one.cloud.rows.push(testRow('ours'), testRow('mine', { assignedToMe: true }));
    expect((await one.license.list({})).map(({ id }) => id)).toEqual(['ours', 'mine']);
    expect((await one.license.list({ scope: 'mine' })).map(({ id }) => id)).toEqual(['mine']);
  });

  test('L2: recommends what ran here before, also when it is not among the first that the cloud lists', async () => {
    const one = await signedIn();
    const given = testRow('given', { assignedToMe: true });
    one.cloud.rows.splice(0, Number.POSITIVE_INFINITY, testRow('far'), given);
    one.cloud.answers['license.usable'] = () => ({ rows: [given], total: 9_000, places: [] });
    expect(await one.license.recommend({})).toEqual({ license: 'given', why: 'assigned' });
    await one.license.pick({ license: 'far' });
    expect(await one.license.recommend({})).toEqual({ license: 'far', why: 'held-before' });
    one.cloud.rows.shift();
    expect(await one.license.recommend({})).toEqual({ license: 'given', why: 'assigned' });
  });

  test.each([
    ['what ran here before', 'held', { license: 'held', why: 'held-before' }],
    ['what is assigned', null, { license: 'given', why: 'assigned' }],
    ['what is assigned, when the other is taken', 'taken', { license: 'given', why: 'assigned' }],
  ])('recommends %s', (_, lastPick, expected) => {
    const rows = [
      testRow('taken', { availability: 'in-use' }),
      testRow('floating'),
      testRow('given', { assignedToMe: true }),
      testRow('held'),
    ];
    expect(recommend(rows, lastPick)).toEqual(expected);
  });

  test('recommends what floats, or nothing', () => {
    expect(recommend([testRow('floating')], null)).toEqual({ license: 'floating', why: 'floating' });
    expect(recommend([testRow('taken', { availability: 'in-use' })], null)).toEqual({ license: null, why: 'none' });
  });
});

test.each(['openCall', 'applyAnswer'] as const)(
  'a full disk at %s: said until it is over; the lease stays',
  async (step) => {
    const one = await signedIn();
    const lease = await one.license.pick({ license: 'xr' });
    const { machineState } = one.ports;
    const works = machineState[step];
    Object.assign(machineState, { [step]: () => Promise.reject(new Failure('disk-full', { path: one.folder })) });
    expect(await codeOf(one.license.heartbeat({}))).toBe('disk-full');
    expect(one.companion.status()).toMatchObject({
      leases: [{ id: lease.id, standing: 'valid' }],
      notices: [{ kind: 'state-not-saved', code: 'disk-full', path: one.folder }],
    });
    Object.assign(machineState, { [step]: works });
    await one.license.heartbeat({});
    expect(one.companion.status().notices).toEqual([]);
  },
);
