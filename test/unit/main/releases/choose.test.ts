import { describe, expect, it } from 'vitest';
import { Failure } from '#shared/errors.ts';
import { codeOf } from '../../../support/apart.ts';
import { seededContent } from '../../../support/content.ts';
import { createPublisher } from '../../../support/publisher.ts';
import { createReleaseMachine } from '../../../support/release-machine.ts';

const graphics = { product: 'graphics', version: '25.4.0' };
const small = (name: string) => seededContent(name, 40_000);

function publisherOf(...installers: Parameters<ReturnType<typeof createPublisher>['publish']>[1] & object[]) {
  const publisher = createPublisher();
  publisher.publish('25.4.0', installers);
  return publisher;
}

const windows = { id: 'installer-windows', platform: 'windows', content: small('w') } as const;
const arm = { id: 'installer-arm', platform: 'linux', arch: 'arm64', content: small('a') } as const;
const linux = { id: 'installer-linux', platform: 'linux', arch: 'x64', content: small('l') } as const;
const anyArch = { id: 'installer-any-arch', platform: 'linux', arch: null, content: small('n') } as const;
const forAll = { id: 'installer-all', platform: null, arch: null, content: small('all') } as const;
const project = { id: 'project', kind: 'example-project', platform: null, arch: null, content: small('p') } as const;

const chosen = async (...files: Parameters<typeof publisherOf>) => {
  const { releases } = await createReleaseMachine({ publishers: [publisherOf(...files)] });
  return (await releases.choose(graphics)).map(({ artifact }) => artifact.id);
};

describe('D2: what a download is of', () => {
  it.each([
    ['the one for this system and processor', [windows, arm, forAll, anyArch, linux], 'installer-linux'],
    ['for every processor of this system', [windows, arm, forAll, anyArch], 'installer-any-arch'],
    ['for every system', [windows, arm, forAll, project], 'installer-all'],
  ])('is %s', async (_, files, id) => {
    expect(await chosen(...files)).toEqual([id]);
  });

  it('is not found where no installer fits, where there is no such artifact, version or product', async () => {
    expect(await codeOf(chosen(windows, arm, project))).toBe('not-found');
    const { releases } = await createReleaseMachine({ publishers: [publisherOf(linux)] });
    expect(await codeOf(releases.choose({ ...graphics, artifacts: ['project'] }))).toBe('not-found');
    expect(await codeOf(releases.choose({ ...graphics, version: '26.0.0' }))).toBe('not-found');
    expect(await codeOf(releases.show({ product: 'tracking', version: '25.4.0' }))).toBe('not-found');
  });

  it('is nothing before anybody signed in: that is what would help', async () => {
    const machine = await createReleaseMachine({ publishers: [publisherOf(linux)] });
    machine.around.session = { state: 'signed-out', why: 'by-person' };
    expect(await codeOf(machine.releases.choose(graphics))).toBe('not-signed-in');
    expect(await codeOf(machine.releases.show(graphics))).toBe('not-signed-in');
  });

  it('is what was named, each once, with whom it is asked for', async () => {
    const { releases } = await createReleaseMachine({ publishers: [publisherOf(linux, windows, project)] });
    const orders = await releases.choose({ ...graphics, artifacts: ['project', 'installer-windows', 'project'] });
    expect(orders).toMatchObject([
      { kind: 'download', artifact: { id: 'project' }, organization: 'northlight', size: 40_000 },
      { artifact: { id: 'installer-windows', kind: 'installer' }, channel: 'stable', drive: null, folder: null },
    ]);
  });

  it('is nothing that was taken back, not even what was seen before', async () => {
    const publisher = publisherOf(linux);
    const machine = await createReleaseMachine({ publishers: [publisher] });
    const orders = await machine.releases.choose(graphics);
    publisher.yank('25.4.0', 'Loses key signal.');
    machine.clock.pass(2 * 60_000);
    const yanked = { code: 'release-yanked', details: { version: '25.4.0', reason: 'Loses key signal.' } };
    await expect(machine.releases.choose(graphics)).rejects.toMatchObject(yanked);
    await expect(machine.prepare(orders[0]!)).rejects.toMatchObject(yanked);
    await expect(machine.releases.estimate({ ...graphics, artifact: 'installer-linux' })).rejects.toMatchObject(yanked);
  });

  it('is ordered also without a network, of what was seen; then it waits for a link', async () => {
    const machine = await createReleaseMachine({ publishers: [publisherOf(linux)] });
    await machine.releases.estimate({ ...graphics, artifact: 'installer-linux' });
    machine.around.trouble = new Failure('cloud-unreachable', { url: 'https://cloud.example' });
    const [order] = await machine.releases.choose(graphics);
    const { task } = await machine.prepare(order!);
    await expect(task.link!(AbortSignal.timeout(1_000))).rejects.toMatchObject({ code: 'cloud-unreachable' });
  });
});

describe('D2: what a download would cost', () => {
  it('is everything, where nothing is here; and nothing, where it is', async () => {
    const machine = await createReleaseMachine({ publishers: [publisherOf(linux)] });
    const which = { ...graphics, artifact: 'installer-linux' };
    expect(await machine.releases.estimate(which)).toEqual({ fetchBytes: 40_000, reusedBytes: 0, from: null });
    await machine.transfer(await machine.releases.choose(graphics));
    expect(await machine.releases.estimate(which)).toEqual({ fetchBytes: 0, reusedBytes: 40_000, from: '25.4.0' });
  });

  it('is not guessed from a chunk list that is not the signed one', async () => {
    const publisher = publisherOf(linux);
    const machine = await createReleaseMachine({ publishers: [publisher] });
    const file = publisher.file('25.4.0', 'installer-linux');
    file.chunks = file.chunks.toReversed();
    const which = { ...graphics, artifact: 'installer-linux' };
    await expect(machine.releases.estimate(which)).rejects.toMatchObject({
      code: 'answer-refused',
      details: { refusal: 'damaged' },
    });
    const [order] = await machine.releases.choose(graphics);
    await expect(machine.prepare(order!)).rejects.toMatchObject({ code: 'answer-refused' });
  });

  it('fetches the chunk list once', async () => {
    const machine = await createReleaseMachine({ publishers: [publisherOf(linux)] });
    const which = { ...graphics, artifact: 'installer-linux' };
    await machine.releases.estimate(which);
    await machine.releases.estimate(which);
    await machine.prepare((await machine.releases.choose(graphics))[0]!);
    expect(machine.fetched).toHaveLength(1);
  });
});
