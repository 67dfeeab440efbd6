import { describe, expect, test } from 'vitest';
import { toFailure } from '#shared/contract/failure.ts';
import { Failure } from '#shared/errors.ts';
import { cloudUrl, createTestCompanion } from '../../../support/companion.ts';

const codeOf = (result: Promise<unknown>) =>
  result.then(
    () => 'no failure',
    (error: unknown) => toFailure(error)?.code ?? String(error),
  );
const unreachable = new Failure('cloud-unreachable', { url: cloudUrl });
const show = async ({ client }: Awaited<ReturnType<typeof createTestCompanion>>) =>
  (await client.companion.status.show({})).session;

describe('signing in with a code', () => {
  const start = async () => {
    const one = await createTestCompanion();
    const pending = await one.client.companion.session.startCode({ openBrowser: true });
    return { ...one, pending };
  };

  test('shows the code, opens the page, and is signed in once somebody approves', async () => {
    const one = await start();
    expect(await show(one)).toEqual({ state: 'waiting', pending: one.pending });
    expect(one.opened).toEqual(['https://cloud.example/device?code=K7QF2M9D']);
    const waiting = one.client.companion.session.waitForCode({});
    await one.clock.advance(12_000);
    one.cloud.decide('approved');
    await one.clock.advance(6_000);
    expect((await waiting).person.name).toBe('Ingrid Aas');
    expect(await show(one)).toMatchObject({ state: 'signed-in' });
  });

  test('goes on polling through trouble', async () => {
    const one = await start();
    one.cloud.trouble = unreachable;
    await one.clock.advance(60_000);
    one.cloud.trouble = null;
    one.cloud.decide('approved');
    await one.clock.advance(6_000);
    await one.clock.settle();
    expect(await show(one)).toMatchObject({ state: 'signed-in' });
  });

  test.each(['expired', 'refused'] as const)('says that it was %s', async (how) => {
    const one = await start();
    const waiting = codeOf(one.client.companion.session.waitForCode({}));
    one.cloud.decide(how);
    await one.clock.advance(6_000);
    expect(await waiting).toBe(`code-${how}`);
    expect(await show(one)).toEqual({ state: 'signed-out', why: `code-${how}` });
  });

  test('can be given up, by the person or by the one who waits', async () => {
    const one = await start();
    const leaver = new AbortController();
    const waiting = one.client.companion.session.waitForCode({}, { signal: leaver.signal });
    leaver.abort(new Error('gone'));
    await expect(waiting).rejects.toThrow('gone');
    await one.client.companion.session.cancelCode({});
    expect(await show(one)).toEqual({ state: 'signed-out', why: 'never' });
    const polls = one.cloud.calls.length;
    await one.clock.advance(60_000);
    expect(one.cloud.calls).toHaveLength(polls);
    expect(await codeOf(one.client.companion.session.waitForCode({}))).not.toBe('no failure');
  });
});
