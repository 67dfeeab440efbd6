import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toFailure } from '#shared/contract/failure.ts';
import { Failure } from '#shared/errors.ts';
import { takeOwnerLock } from '#main/adapters/owner-lock.ts';
import { attachOrOwn, type Ownership } from '#main/owner.ts';
import { createFakeCompanion, ticks } from '../../support/fake-companion.ts';
import { startProcess } from '../../support/process.ts';

const script = new URL('../../support/owner-process.ts', import.meta.url).pathname;
const ends: (() => unknown)[] = [];
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'greenroom-owner-'));
});
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
  rmSync(folder, { recursive: true, force: true });
});

async function host(name: string, stateFolder = folder): Promise<Ownership> {
  const ownership = await attachOrOwn({
    stateFolder,
    keepGoing: false,
    createCompanion: async () =>
      createFakeCompanion({
        'machine.show': () => name,
        'machine.rename': (input) => input,
        'license.pick': () => {
          throw new Failure('no-free-seat', { license: 'Graphics XR', seats: 6 });
        },
        'license.held': (_input, signal) =>
          new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error))),
        'status.watch': () => ticks(() => name),
      }),
  });
  ends.push(() => ownership.stop());
  return ownership;
}

function process_(stateFolder = folder) {
  const child = startProcess(process.execPath, [script, stateFolder]);
  ends.push(() => child.kill());
  return child;
}

describe('one owner per machine', () => {
  it('makes the first host the owner and the others its doors', async () => {
    const [first, second] = [await host('first'), await host('second')];
    expect([first.role(), second.role()]).toEqual(['owner', 'door']);
    expect(await first.client.companion.machine.show({})).toBe('first');
    expect(await second.client.companion.machine.show({})).toBe('first');
    expect(await second.client.companion.machine.rename({ name: 'RENDER-03' })).toEqual({ name: 'RENDER-03' });
  });

  it('keeps the socket to the person', async () => {
    await host('first');
    expect(statSync(join(folder, 'owner.sock')).mode & 0o777).toBe(0o600);
  });

  it('opens the machine-wide socket to its group', async () => {
    const shared = join(folder, 'machine-wide');
    mkdirSync(shared);
    chmodSync(shared, 0o2770);
    await host('first', shared);
    expect(statSync(join(shared, 'owner.sock')).mode & 0o777).toBe(0o660);
  });

  it('carries failures and streams through the door, and ends them when nobody listens', async () => {
    await host('first');
    const { client } = await host('second');
    const failure = await client.companion.license.pick({ license: 'L-1' }).catch(toFailure);
    expect(failure).toMatchObject({ code: 'no-free-seat', details: { license: 'Graphics XR', seats: 6 } });
    const stop = new AbortController();
    const seen: unknown[] = [];
    const watch = async () => {
      for await (const event of await client.companion.status.watch({}, { signal: stop.signal })) {
        seen.push(event);
        if (seen.length === 3) stop.abort(new Error('enough'));
      }
    };
    await expect(watch()).rejects.toThrow(/aborted/);
    expect(seen).toEqual(['first', 'first', 'first']);
    const waiting = client.companion.license.held({}, { signal: AbortSignal.timeout(50) });
    await expect(waiting).rejects.toThrow(/aborted/);
  });

  it('hands over when the owner leaves, and the stream goes on', async () => {
    const first = await host('first');
    const second = await host('second');
    const stream = await second.client.companion.status.watch({});
    expect((await stream.next()).value).toBe('first');
    await first.stop();
    let owner: unknown = 'first';
    while (owner === 'first') owner = (await stream.next()).value;
    expect(owner).toBe('second');
    expect(second.role()).toBe('owner');
    await stream.return?.();
  });

  it('works in a folder whose path is too long for a socket', async () => {
    const deep = join(folder, 'a'.repeat(60), 'b'.repeat(60));
    const [first, second] = [await host('first', deep), await host('second', deep)];
    expect([first.role(), second.role()]).toEqual(['owner', 'door']);
    expect(await second.client.companion.machine.show({})).toBe('first');
  });

  it('is not misled by a socket that somebody left behind', async () => {
    writeFileSync(join(folder, 'owner.sock'), '');
    expect((await host('first')).role()).toBe('owner');
  });

  it('says so when the holder of the lock never answers', async () => {
    const release = await takeOwnerLock(folder);
    ends.push(() => release?.());
    await expect(host('second')).rejects.toMatchObject({ code: 'owner-unreachable', details: { path: folder } });
  }, 15_000);

  it('says so when the state folder cannot be written', async () => {
    writeFileSync(join(folder, 'file'), '');
    await expect(host('first', join(folder, 'file', 'state'))).rejects.toMatchObject({ code: 'state-not-writable' });
  });

  it.skipIf(process.getuid?.() !== 0)('does not touch another person’s folder', async () => {
    await host('first');
    chmodSync(folder, 0o755);
    const other = startProcess(process.execPath, [script, folder], { uid: 65_534 });
    ends.push(() => other.kill());
    expect(await other.failure()).toContain('owner-of-another-person');
  });
});

describe('with real processes', () => {
  it('the next owner takes over when the owner is killed, one heart at a time', async () => {
    const first = process_();
    await first.line(({ heart }) => heart === 'started');
    const doors = [process_(), process_()];
    for (const door of doors) await door.line(({ owner }) => owner === first.pid);
    const killedAt = performance.now();
    first.kill('SIGKILL');
    const next = await Promise.race(
      doors.map(async (door) => door.line(({ heart }) => heart === 'started').then(() => door)),
    );
    for (const door of doors) await door.line(({ owner }) => owner === next.pid);
    expect(performance.now() - killedAt).toBeLessThan(5_000);
    const hearts = doors.flatMap((door) => door.lines.filter(({ heart }) => heart === 'started'));
    expect(hearts).toHaveLength(1);
  }, 20_000);

  it('a call under way when the owner is killed fails as owner-unreachable, and the next one works', async () => {
    const first = process_();
    await first.line(({ owner }) => owner === first.pid);
    const { client, role } = await host('me');
    const call = client.companion.machine.rename({ name: 'RENDER-03' }).catch(toFailure);
    await first.line(({ asked }) => asked === 'machine.rename');
    first.kill('SIGKILL');
    expect(await call).toMatchObject({ code: 'owner-unreachable' });
    expect(await client.companion.machine.show({})).toBe('me');
    expect(role()).toBe('owner');
  }, 20_000);

  it('never has two owners, however many start at once and however often they are killed', async () => {
    for (let round = 0; round < 3; round++) {
      const crowd = Array.from({ length: 5 }, () => process_());
      const owners = await Promise.all(
        crowd.map(async (one) => (await one.line(({ owner }) => owner !== undefined)).owner),
      );
      expect(new Set(owners).size).toBe(1);
      for (const one of crowd) one.kill('SIGKILL');
      await Promise.all(crowd.map((one) => one.ended));
    }
  }, 40_000);

  it('an owner that is asked to stop leaves nothing behind', async () => {
    const first = process_();
    await first.line(({ owner }) => owner === first.pid);
    first.kill('SIGTERM');
    await first.ended;
    expect(first.lines.at(-1)).toMatchObject({ heart: 'stopped' });
    expect(statSync(join(folder, 'owner.sock'), { throwIfNoEntry: false })).toBeUndefined();
  }, 20_000);
});
