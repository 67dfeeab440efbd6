import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { expect, it, vi } from 'vitest';
import { createDiagnosticsSource } from '#main/adapters/diagnostics-source.ts';
import { createLog } from '#main/adapters/log.ts';
import { Failure } from '#shared/errors.ts';
import { type DiagnosticsEvent, type DiagnosticsSection, DiagnosticsStep } from '#shared/models/diagnostics.ts';
import { cloudUrl, createTestCompanion, memoryFolder, signIn, type TestCompanion } from '../../../support/companion.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';

async function collect({ client }: Pick<TestCompanion, 'client'>): Promise<DiagnosticsEvent[]> {
  const events: DiagnosticsEvent[] = [];
  for await (const event of await client.companion.diagnostics.collect({})) events.push(event);
  return events;
}

const sectionsOf = (events: readonly DiagnosticsEvent[]): DiagnosticsSection[] =>
  events.flatMap(({ section }) => section ?? []);

const textOf = (events: readonly DiagnosticsEvent[], step: DiagnosticsStep) =>
  sectionsOf(events).find((section) => section.step === step)?.text ?? '';

const unpacked = (data: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(unzipSync(Buffer.from(data, 'base64'))).map(([name, bytes]) => [name, strFromU8(bytes)]),
  );

function withSource(folder: string) {
  return createDiagnosticsSource({ stateFolder: folder, logFile: join(folder, 'companion.log') });
}

it('O4: step after step, in order, with progress; each shows what it found out', async () => {
  const machine = await createTestCompanion();
  await signIn(machine);
  const events = await collect(machine);
  const all = DiagnosticsStep.options.length;
  expect(events.map(({ done }) => done)).toEqual(Array.from({ length: all + 1 }, (_, at) => at));
  expect(events.every((event) => event.all === all && event.report === events[0]?.report)).toBe(true);
  expect(events[0]?.section).toBeNull();
  expect(sectionsOf(events).map(({ step }) => step)).toEqual(DiagnosticsStep.options);
  expect(textOf(events, 'machine')).toContain('Greenroom: 0.1.0');
  expect(textOf(events, 'machine')).toContain('os-machine-id: present, read');
  expect(textOf(events, 'cloud')).toMatch(/State: reachable[\s\S]*Is the known cloud: yes/);
  expect(textOf(events, 'leases')).toMatch(/machine\.json: [\d.]+ \w+, \d{3}, /);
  expect(textOf(events, 'secrets')).toContain('Sign-in is kept in: keychain');
  expect(textOf(events, 'settings')).toContain('secret place: "keychain"');
  expect(textOf(events, 'clock')).toContain('Verdict: right');
  expect(machine.companion.status().leases).toEqual([]);
});

it('O4: a step that fails says why, and keeps what it found out; the others go on', async () => {
  const folder = memoryFolder();
  const broken = {
    ...withSource(folder),
    log: () => Promise.reject(new Error('EACCES: /home/jo/companion.log of jo@studio.example')),
  };
  const machine = await createTestCompanion({ folder, ports: { diagnostics: broken } });
  machine.cloud.trouble = new Failure('cloud-unreachable', { url: cloudUrl });
  const events = await collect(machine);
  expect(
    sectionsOf(events)
      .filter(({ failed }) => failed)
      .map(({ step }) => step),
  ).toContain('log');
  expect(textOf(events, 'log')).toBe(
    '\nThis step could not find out all of it: EACCES: ~/companion.log of j…@studio.example',
  );
  expect(textOf(events, 'cloud')).toMatch(/^Address: https:\/\/cloud\.example[\s\S]*cloud-unreachable/);
  expect(sectionsOf(events)).toHaveLength(DiagnosticsStep.options.length);
});

it('O4: a step that hangs is left after ten seconds', async () => {
  const folder = memoryFolder();
  const clock = createFakeClock();
  const stuck = { ...withSource(folder), lookUp: () => new Promise<number>(() => {}) };
  const machine = await createTestCompanion({ folder, clock, ports: { diagnostics: stuck } });
  let events: DiagnosticsEvent[] = [];
  void collect(machine).then((all) => (events = all));
  const comes = async () => {
    await clock.advance(1_000);
    expect(events).not.toEqual([]);
  };
  await vi.waitFor(comes, { timeout: 8_000, interval: 1 });
  expect(textOf(events, 'network')).toContain('no answer within 10 seconds');
  expect(textOf(events, 'clock')).toContain('Verdict');
});

it('O4: what is packed is what was shown, to the letter, without what was left out', async () => {
  const machine = await createTestCompanion();
  const events = await collect(machine);
  const report = events[0]?.report ?? '';
  const { pack } = machine.client.companion.diagnostics;
  const whole = await pack({ report });
  const files = unpacked(whole.data);
  expect(Object.keys(files)).toEqual(whole.files);
  expect(whole.bytes).toBe(Buffer.from(whole.data, 'base64').length);
  for (const [at, { title, text }] of sectionsOf(events).entries())
    expect(files[`${String(at + 1).padStart(2, '0')} ${title}.txt`]).toBe(`${text}\n`);
  expect(files['READ ME.txt']).toContain('10 Clock.txt  Clock');

  const part = await pack({ report, leaveOut: ['log', 'network'] });
  expect(part.files).toHaveLength(whole.files.length - 2);
  const readMe = unpacked(part.data)['READ ME.txt'];
  expect(readMe).toMatch(/Left out by whoever made it\n {2}Log\n {2}Network/);
  expect(part.name).toMatch(/^greenroom-diagnostics-\d{4}-\d\d-\d\d-\d\d-\d\d\.zip$/);
});

it('O4: a report nobody made, or of long ago, cannot be packed', async () => {
  const machine = await createTestCompanion();
  const { pack } = machine.client.companion.diagnostics;
  await expect(pack({ report: 'D-none' })).rejects.toMatchObject({ code: 'not-found' });
  const [first] = await collect(machine);
  for (let count = 0; count < 4; count++) await collect(machine);
  await expect(pack({ report: first?.report ?? '' })).rejects.toMatchObject({ code: 'not-found' });
});

it('O4: the log is read from its end, whole lines only, and goes on in the one before it', async () => {
  const folder = memoryFolder();
  const log = createLog(join(folder, 'companion.log'));
  const machine = await createTestCompanion({ folder });
  expect(textOf(await collect(machine), 'log')).toBe('');
  appendFileSync(join(folder, 'companion.log.before'), 'a line of before\n');
  log.info('the first');
  expect(textOf(await collect(machine), 'log')).toMatch(/^a line of before\n\{.*"the first"\}\n$/);
  for (let count = 0; count < 3_000; count++) log.info(`line ${count}`, { wide: 'x'.repeat(40) });
  const lines = textOf(await collect(machine), 'log')
    .trim()
    .split('\n');
  expect(lines.length).toBeGreaterThan(500);
  expect(lines.at(-1)).toContain('line 2999');
  expect(lines.every((line) => line.startsWith('{') && line.endsWith('}'))).toBe(true);
});
