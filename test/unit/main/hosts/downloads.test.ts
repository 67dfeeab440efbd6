import { createORPCClient } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import { createDirectLink } from '#main/forwarding.ts';
import { runCommandLine } from '#main/hosts/cli/run.ts';
import { createProgress } from '#main/hosts/cli/terminal.ts';
import type { CompanionClient } from '#main/owner.ts';
import { Failure } from '#shared/errors.ts';
import type { Transfer, TransferEvent } from '#shared/models/transfer.ts';
import { createFakeCompanion } from '../../../support/fake-companion.ts';
import { createFakeTerminal } from '../../../support/fake-terminal.ts';

const transfer = (change: Partial<Transfer> = {}): Transfer => ({
  id: 'T-1',
  kind: 'download',
  product: { id: 'graphics', name: 'Graphics' },
  version: '25.4.0',
  artifact: { id: 'installer-linux', kind: 'installer', title: 'Installer', fileName: 'graphics.AppImage' },
  drive: null,
  state: 'running',
  failure: null,
  note: null,
  size: 300_000_000,
  verifiedBytes: 129_000_000,
  receivedBytes: 130_000_000,
  fetchedBytes: 130_000_000,
  reusedBytes: 0,
  bytesPerSecond: 52_000_000,
  secondsLeft: 3.2,
  speeds: [],
  path: null,
  addedAt: 0,
  ...change,
});
const done = transfer({ state: 'done', verifiedBytes: 300_000_000, path: '/library/graphics.AppImage' });
const event = (...transfers: Transfer[]): TransferEvent => ({ transfers, order: transfers.map(({ id }) => id) });

interface Scene {
  role?: 'owner' | 'door';
  events?: TransferEvent[];
  terminal?: ReturnType<typeof createFakeTerminal>;
  answers?: Parameters<typeof createFakeCompanion>[0];
}

/** A command against a companion that tells these events of a transfer that was asked for. */
async function run(
  line: string,
  { role = 'owner', events = [], terminal = createFakeTerminal(), answers }: Scene = {},
) {
  const { router } = createFakeCompanion({
    'download.start': () => [transfer({ state: 'queued' })],
    'download.resume': () => [transfer({ state: 'queued' })],
    'download.watch': async function* () {
      yield* events;
    },
    'status.show': () => ({ owner: { host: 'agent', processId: 7 } }),
    ...answers,
  });
  const link = createDirectLink(router);
  const client = createORPCClient<CompanionClient>(link);
  let stopped = 0;
  const stop = async () => void (stopped += 1);
  const exit = await runCommandLine(line.split(' '), terminal, async () => ({
    role: () => role,
    router,
    client,
    link,
    stop,
  }));
  return { exit, out: terminal.said(), error: terminal.complained(), progress: terminal.progressed(), stopped };
}

const start = 'download start --product graphics --version 25.4.0';

describe('download start', () => {
  it('stays until the end, and says where the file is', async () => {
    const { exit, out, error, stopped } = await run(start, { events: [event(transfer()), event(done), event()] });
    expect({ exit, stopped }).toEqual({ exit: 0, stopped: 1 });
    expect(out).toContain('Graphics 25.4.0 Installer is complete and verified: 300 MB');
    expect(out).toContain('/library/graphics.AppImage\n');
    expect(error).toBe('Graphics 25.4.0 Installer: Running.\n');
  });

  it('shows a line for each that is under way, only where somebody sees it', async () => {
    const events = [
      event(transfer(), transfer({ id: 'T-2', state: 'queued' }), transfer({ id: 'T-3', state: 'queued' })),
      event(done, transfer({ id: 'T-2', state: 'waiting-for-network' })),
    ];
    const { progress, error } = await run(start, { events, terminal: createFakeTerminal({ progressWidth: 80 }) });
    expect(progress[0]).toBe('Graphics 25.4.0 Installer  43 %  52.0 MB/s  4 s left\n2 more in the queue');
    expect(progress.at(-1)).toBeNull();
    expect(error).toContain('1 other transfer of this machine is not done: greenroom download watch goes on.');
    const narrow = await run(start, { events, terminal: createFakeTerminal({ progressWidth: 40 }) });
    expect(narrow.progress[0]?.split('\n')[0]).toHaveLength(39);
  });

  it('gives one line of JSON for each event about it, and nothing else', async () => {
    const other = transfer({ id: 'T-2' });
    const events = [event(transfer(), other), { transfers: [other], order: ['T-1', 'T-2'] }, event(done, other)];
    const { out, error } = await run(`${start} --json`, { events });
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as TransferEvent);
    expect(lines.map(({ transfers }) => transfers.map(({ id, state }) => `${id} ${state}`))).toEqual([
      ['T-1 running'],
      ['T-1 done'],
    ]);
    expect(error).toBe('1 other transfer of this machine is not done: greenroom download watch goes on.\n');
  });

  it('leaves with the code of what failed, and says the next step', async () => {
    const failure = { code: 'disk-full', details: { path: '/library' } };
    const failed = transfer({ state: 'failed', failure });
    const { exit, out, error } = await run(start, { events: [event(transfer()), event(failed)] });
    expect({ exit, out }).toEqual({ exit: 6, out: '' });
    expect(error).toContain('The disk is full');
    expect(error).toContain('Make some room');
    expect((await run(`${start} --json`, { events: [event(failed)] })).exit).toBe(6);
    const gone = await run(start, { events: [event(transfer()), event()] });
    expect(gone).toMatchObject({ exit: 4, error: expect.stringContaining('cancelled elsewhere') });
  });

  it('with --detach leaves it to whoever goes on, or says that it has to stay', async () => {
    const left = await run(`${start} --detach`, { role: 'door' });
    expect(left.exit).toBe(0);
    expect(left.out).toContain('The agent on this machine goes on with it.');
    const alone = await run(`${start} --detach`, { events: [event(done)] });
    expect(alone.error).toContain('this command stays until they are done');
    expect(alone.out).toContain('complete and verified');
    const answers = { 'status.show': () => ({ owner: { host: 'command', processId: 7 } }) };
    const brief = await run(`${start} --detach`, { role: 'door', answers, events: [event(done)] });
    expect(brief.error).toContain('this command stays until they are done');
  });

  it.each([
    ['owner', 'greenroom download watch goes on with it'],
    ['door', 'This command follows it no longer; it goes on all the same.'],
  ] as const)('stopped by Ctrl C as %s, it says how it goes on', async (role, sentence) => {
    const terminal = createFakeTerminal({ stopAfter: 1 });
    const { exit, error, stopped } = await run(`${start} --json`, { role, terminal, events: [event(transfer())] });
    expect({ exit, stopped }).toEqual({ exit: 130, stopped: 1 });
    expect(error).toContain(sentence);
  });

  it('says what was refused at once', async () => {
    const answers = {
      'download.start': () => {
        throw new Failure('release-yanked', { version: '25.4.0', reason: 'It broke playback.' });
      },
    };
    const { exit, error, stopped } = await run(start, { answers });
    expect({ exit, stopped }).toEqual({ exit: 4, stopped: 1 });
    expect(error).toContain('It broke playback.');
  });
});

describe('the others', () => {
  it('resume: leaves it to the owner, stays where there is none, and says when there is nothing', async () => {
    expect((await run('download resume', { role: 'door' })).out).toContain('goes on with it');
    expect((await run('download resume', { events: [event(done)] })).out).toContain('complete and verified');
    const nothing = await run('download resume', { answers: { 'download.resume': () => [] } });
    expect(nothing).toMatchObject({ exit: 0, out: 'Nothing to go on with.\n' });
  });

  it('watch: every event as a line of JSON', async () => {
    const events = [event(transfer()), event(done)];
    expect((await run('download watch --json', { events })).out).toBe(
      events.map((each) => `${JSON.stringify(each)}\n`).join(''),
    );
  });

  it('list: states, how far, how fast, and what went wrong', async () => {
    const failure = { code: 'source-missing', details: {} };
    const all = [transfer(), transfer({ id: 'T-2', kind: 'add', drive: '/media/TRUCK2', state: 'failed', failure })];
    const { out } = await run('download list', { answers: { 'download.list': () => all } });
    expect(out).toContain('● Running  Graphics 25.4.0 Installer ');
    expect(out).toContain('43 % of 300 MB');
    expect(out).toContain('Graphics 25.4.0 Installer, from /media/TRUCK2: What is still missing');
  });

  it('library add: the only release on the only stick, or asks which', async () => {
    const carried = [{ drive: '/media/TRUCK2', folder: 'graphics-25.4.0' }];
    const given: unknown[] = [];
    const answers = {
      'library.carried': () => carried,
      'library.add': (input: unknown) => {
        given.push(input);
        return [transfer({ kind: 'add' })];
      },
    };
    await run('library add', { answers, events: [event(done)] });
    expect(given).toEqual([carried[0]]);
    carried.push({ drive: '/media/TRUCK2', folder: 'graphics-25.3.1' });
    const asked = await run('library add', { answers });
    expect(asked).toMatchObject({ exit: 2, error: expect.stringContaining('graphics-25.4.0, graphics-25.3.1') });
  });

  it('each explains itself with an example', async () => {
    for (const line of ['download start', 'download resume', 'library save', 'library add']) {
      const { exit, out } = await run(`${line} --help`);
      expect({ exit, out }).toEqual({ exit: 0, out: expect.stringContaining(`Example: greenroom ${line}`) });
    }
  });
});

describe('lines of progress', () => {
  it('are written over, and taken away, without touching what stands above', () => {
    const written: string[] = [];
    const stream = { isTTY: true, write: (text: string) => written.push(text) > 0 };
    const progress = createProgress(stream);
    progress('one\ntwo');
    progress('one');
    progress(null);
    expect(written).toEqual(['\r\u001B[Jone\ntwo', '\r\u001B[1A\u001B[Jone', '\r\u001B[J']);
    createProgress({ ...stream, isTTY: false })('never');
    expect(written).toHaveLength(3);
  });
});
