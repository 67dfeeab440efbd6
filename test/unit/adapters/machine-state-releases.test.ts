import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReleaseFiles } from '#main/services/ports.ts';
import { freshFolder, openMachine } from '../../support/machine.ts';
import { createPublisher } from '../../support/publisher.ts';
import { withNewReleaseKey } from '../../support/released.ts';
import { testCloud } from '../../support/signed-files.ts';

const marksOf = (folder: string) => join(folder, 'release-marks.json');

async function pinned(folder = freshFolder()) {
  const state = await openMachine({ folder });
  await state.pin(testCloud().trustRootFile);
  return { folder, state };
}

const setOf = (publisher: ReturnType<typeof createPublisher>): ReleaseFiles => ({
  ...publisher.signed(),
  product: 'graphics',
});

/** What a publisher said after one release, after two, and so on. */
function history(length: number): ReleaseFiles[] {
  const publisher = createPublisher();
  return Array.from({ length }, (_, at) => {
    publisher.publish(`25.${at}.0`);
    return setOf(publisher);
  });
}

const [first, second, third] = history(3) as [ReleaseFiles, ReleaseFiles, ReleaseFiles];

describe('the newest index that was seen', () => {
  it('refuses older ones, also after a restart', async () => {
    const { folder, state } = await pinned();
    expect(await state.takeReleases(second)).toMatchObject({ refusal: null, index: { payload: { sequence: 2 } } });
    expect(await state.takeReleases(first)).toEqual({ refusal: { code: 'superseded', found: 1, applied: 2 } });
    expect(state.readReleases(first)).toEqual({ refusal: { code: 'superseded', found: 1, applied: 2 } });
    const next = await openMachine({ folder });
    expect(await next.takeReleases(first)).toMatchObject({ refusal: { code: 'superseded' } });
    expect(await next.takeReleases(second)).toMatchObject({ refusal: null });
    expect(next.seenIndex('graphics', 'stable')).toBe(second.index);
  });

  it('is not remembered before every manifest stood', async () => {
    const { folder, state } = await pinned();
    const mixed = { ...first, manifests: second.manifests };
    expect(await state.takeReleases(mixed)).toEqual({ refusal: { code: 'damaged', part: 'content' } });
    expect(state.readReleases(second)).toMatchObject({ refusal: null });
    expect(readdirSync(folder)).not.toContain('release-marks.json');
    expect(await state.takeReleases(first)).toMatchObject({ refusal: null });
  });

  it('is one for each product and channel', async () => {
    const { state } = await pinned();
    await state.takeReleases(third);
    const beta = createPublisher({ channel: 'beta' });
    beta.publish('26.0.0');
    expect(await state.takeReleases(setOf(beta))).toMatchObject({ refusal: null });
    expect(await state.takeReleases({ ...setOf(beta), channel: 'stable' })).toMatchObject({
      refusal: { code: 'other-product' },
    });
  });

  it('counts no longer when a key that could have signed it is revoked', async () => {
    const { state } = await pinned();
    await state.takeReleases(third);
    const renewed = withNewReleaseKey(testCloud());
    await state.pin(renewed.trustRootFile);
    const publisher = createPublisher({ cloud: renewed });
    publisher.publish('25.0.0');
    expect(await state.takeReleases(setOf(publisher))).toMatchObject({ refusal: null });
    expect(state.seenIndex('graphics', 'stable')).not.toBe(third.index);
  });

  it('holds in this process, also where the disk cannot be written', async () => {
    const folder = freshFolder();
    const fs = await import('node:fs/promises');
    let isFull = false;
    const full: typeof fs.open = (...args) =>
      isFull ? Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' })) : fs.open(...args);
    const state = await openMachine({ folder, fs: { ...fs, open: full } });
    await state.pin(testCloud().trustRootFile);
    isFull = true;
    await expect(state.takeReleases(second)).rejects.toMatchObject({ code: 'disk-full' });
    expect(state.readReleases(first)).toMatchObject({ refusal: { code: 'superseded' } });
  });
});

describe('a damaged file of marks', () => {
  it('is kept aside and said; what can still be read of it counts', async () => {
    const { folder, state } = await pinned();
    await state.takeReleases(second);
    writeFileSync(marksOf(folder), readFileSync(marksOf(folder), 'utf8').replace('"version": 1', '"version": 1,,'));
    const next = await openMachine({ folder });
    expect(next.notices()).toMatchObject([{ kind: 'release-marks-damaged' }]);
    expect(readdirSync(folder).filter((name) => name.startsWith('release-marks.json.damaged-'))).toHaveLength(1);
    expect(await next.takeReleases(first)).toMatchObject({ refusal: { code: 'superseded' } });
    expect((await openMachine({ folder })).notices()).toHaveLength(1);
  });

  it('never goes unnoticed, wherever it was hit, and never bars what is honest', async () => {
    const { folder, state } = await pinned();
    await state.takeReleases(second);
    const whole = readFileSync(marksOf(folder));
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), async (at, byte) => {
        const there = freshFolder();
        for (const name of ['trust-root', 'machine.key', 'machine.json'])
          writeFileSync(join(there, name), readFileSync(join(folder, name)));
        const hit = Buffer.from(whole);
        hit[at] = byte;
        writeFileSync(marksOf(there), hit);
        const next = await openMachine({ folder: there });
        const isRefused = next.readReleases(first).refusal?.code === 'superseded';
        const isSaid = next.notices().some(({ kind }) => kind === 'release-marks-damaged');
        expect(isRefused || isSaid).toBe(true);
        // What comes out of a damaged file is never more than what was signed.
        expect(next.readReleases(second).refusal).toBe(null);
      }),
      { numRuns: 40 },
    );
  });
});

describe('histories of indexes', () => {
  it('in any order, with restarts: what is taken never goes back', async () => {
    const sets = history(6);
    const step = fc.oneof(fc.nat(5), fc.constant('restart' as const));
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const { folder, state } = await pinned();
        let machine = state;
        let newest = -1;
        const wrong: number[] = [];
        for (const at of steps) {
          if (at === 'restart') machine = await openMachine({ folder });
          else {
            const isTaken = (await machine.takeReleases(sets[at]!)).refusal === null;
            if (isTaken !== at >= newest) wrong.push(at);
            newest = Math.max(newest, at);
          }
        }
        expect(wrong).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });
});
