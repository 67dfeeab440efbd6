import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { contentOf } from '#cloud/publish/content.ts';
import { sampleReleases } from '#cloud/sample/releases/all.ts';
import { noiseOf, revised, sourceOf } from '#cloud/sample/releases/bytes.ts';
import { fileOf, type SampleSize } from '#cloud/sample/releases/files.ts';
import { fillSampleReleases } from '#cloud/sample/releases/fill.ts';
import { sampleCatalogue } from '#cloud/sample/catalogue.ts';
import { sampleFact } from '#cloud/operations/about.ts';
import { replaceCatalogue } from '#cloud/store/queries/catalogue.ts';
import { readChunkList } from '#shared/files/chunk-list.ts';
import { Artifact } from '#shared/files/release.ts';
import { Release } from '#shared/models/release.ts';
import { day } from '#shared/models/time.ts';
import { licensingCloud } from '../../support/licensing-cloud.ts';

const run = promisify(execFile);

const filesOf = (version: string, size: SampleSize) => {
  const sample = sampleReleases.find(({ release }) => release.version === version);
  if (!sample) throw new Error(`no ${version} in the sample`);
  return sample.release.files.map((line) => fileOf(sample, line, size));
};
const fileIn = (version: string, id: string, size: SampleSize) => {
  const file = filesOf(version, size).find(({ description }) => description.id === id);
  if (!file) throw new Error(`no ${id} in ${version}`);
  return file;
};
const bytesOf = async (source: { open(): AsyncIterable<Uint8Array> }) => {
  const all: Uint8Array[] = [];
  for await (const bytes of source.open()) all.push(bytes.slice());
  return Buffer.concat(all);
};

async function sampleCloud() {
  const cloud = await licensingCloud('sqlite');
  const parts = { ...cloud.parts, config: { ...cloud.parts.config, releases: { folder: '/nowhere' } } };
  await cloud.store.write(async (tx) => {
    await replaceCatalogue(tx, sampleCatalogue);
    await tx.insertInto('cloud_fact').values({ name: sampleFact, value: '{}' }).execute();
  });
  const fill = (signal = new AbortController().signal) => fillSampleReleases(parts, 'small', signal);
  const versions = async () =>
    (await cloud.store.db.selectFrom('release').select(['version', 'product_id']).execute()).length;
  return { ...cloud, fill, versions, vendor: cloud.asVendor().vendor.release };
}

describe('the releases of the sample', () => {
  it('are there in all kinds, channels and platforms, and at most 300 MB; in small less than 25', () => {
    const kinds = sampleReleases.flatMap(({ release }) => release.files.map(({ kind }) => kind));
    expect(new Set(kinds)).toEqual(new Set(Artifact.shape.kind.options));
    expect(new Set(sampleReleases.map(({ release }) => release.channel))).toEqual(
      new Set([undefined, 'beta', 'long-term']),
    );
    const platforms = sampleReleases.flatMap(({ release }) => release.files.map(({ platform }) => platform));
    expect(new Set(platforms)).toEqual(new Set([null, 'linux', 'windows', 'macos']));
    const sizes = (size: SampleSize) =>
      sampleReleases.flatMap((sample) => sample.release.files.map((line) => fileOf(sample, line, size).source.size));
    const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0);
    expect(sum(sizes('full'))).toBeLessThan(300_000_000);
    expect(sum(sizes('small'))).toBeLessThan(25_000_000);
    expect(Math.max(...sizes('small'))).toBeLessThan(2_000_000);
    expect(sampleReleases.filter(({ release }) => release.yanked)).toHaveLength(1);
  });

  it('have a headline first, and then what changed under the heads of Keep a Changelog', () => {
    for (const { release } of sampleReleases) {
      const [headline = '', blank, ...rest] = release.notes.split('\n');
      expect(headline).toMatch(/^[A-Z][^#]{20,100}[^.]$/);
      expect(blank).toBe('');
      const lines = rest.filter((line) => line !== '');
      expect(lines[0]).toMatch(/^### /);
      for (const line of lines) expect(line).toMatch(/^(### (Added|Changed|Fixed|Known)|- .+\.)$/);
    }
  });

  it('come out in the order of their versions, channel by channel', () => {
    const channels = Map.groupBy(sampleReleases, ({ product, release }) => `${product.id} ${release.channel}`);
    for (const [, samples] of channels) {
      const versions = samples.map(({ release }) => release.version);
      expect(versions).toEqual(versions.toSorted((a, b) => b.localeCompare(a, 'en', { numeric: true })));
    }
  });

  it('are published as any other, with their days, and one is taken back', async () => {
    const { fill, vendor, clock, parts } = await sampleCloud();
    await fill();
    const graphics = await vendor.list({ product: 'graphics' });
    expect(graphics.map(({ version }) => version)).toEqual([
      '25.5.0-b3',
      '25.4.1',
      '25.4.0',
      '25.3.2',
      '25.3.1',
      '25.3.0',
      '25.2.4',
    ]);
    for (const release of graphics) Release.parse(release);
    expect(graphics[1]?.releasedAt).toBe(clock.time - 7 * day);
    expect(graphics.filter(({ yanked }) => yanked !== null).map(({ version }) => version)).toEqual(['25.3.1']);
    const manifest = 'graphics/25.4.1/graphics-25.4.1.release-manifest';
    expect(await parts.releases.size(manifest)).toBeGreaterThan(1_000);
  });

  it('are gone on with after an interruption, and left alone when all are there', async () => {
    const { fill, versions, parts, clock, vendor } = await sampleCloud();
    const stopping = new AbortController();
    const { put } = parts.releases;
    let puts = 0;
    parts.releases.put = async (...given) => {
      if (++puts === 40) stopping.abort();
      await put(...given);
    };
    await expect(fill(stopping.signal)).rejects.toMatchObject({ name: 'AbortError' });
    const before = await versions();
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(sampleReleases.length);
    clock.time += 100 * day;
    await fill();
    expect(await versions()).toBe(sampleReleases.length);
    const [, newest, next] = await vendor.list({ product: 'graphics' });
    expect((newest?.releasedAt ?? 0) - (next?.releasedAt ?? 0)).toBe(16 * day);
    puts = 100;
    await fill();
    expect(puts).toBe(100);
    await vendor.unyank({ product: 'graphics', version: '25.3.1' });
    await vendor.unpublish({ product: 'keyer', version: '4.6.0' });
    await fill();
    expect((await vendor.list({ product: 'keyer' })).map(({ version }) => version)).toEqual(['4.5.3']);
    expect((await vendor.list({ product: 'graphics' })).every(({ yanked }) => yanked === null)).toBe(true);
  });

  it('are of the sample only', async () => {
    const { fill, versions, store } = await sampleCloud();
    await store.db.deleteFrom('cloud_fact').where('name', '=', sampleFact).execute();
    await fill();
    expect(await versions()).toBe(0);
  });
});

describe('files of the sample', () => {
  it('share 96 % with the version before, by the chunks that are published', async () => {
    for (const platform of ['windows', 'linux']) {
      const chunks = async (version: string) => {
        const { source } = fileIn(version, `installer-${platform}`, 'full');
        expect(source.size).toBeGreaterThan(47_000_000);
        const list = readChunkList((await contentOf(source.open())).chunkList);
        if (!list) throw new Error('a chunk list');
        return Array.from({ length: list.count }, (_, at) => ({
          hash: Buffer.from(list.hash(at)).toString('hex'),
          length: list.length(at),
        }));
      };
      const old = new Set((await chunks('25.4.0')).map(({ hash }) => hash));
      const now = await chunks('25.4.1');
      const size = now.reduce((sum, { length }) => sum + length, 0);
      const fetched = now.reduce((sum, { hash, length }) => sum + (old.has(hash) ? 0 : length), 0);
      expect(fetched / size).toBeGreaterThan(0.03);
      expect(fetched / size).toBeLessThan(0.05);
    }
  }, 60_000);

  it('are the same each time, and say of themselves what they are', async () => {
    for (const file of filesOf('25.4.1', 'small')) {
      const bytes = await bytesOf(file.source);
      expect([file.description.id, bytes.length]).toEqual([file.description.id, file.source.size]);
      const again = filesOf('25.4.1', 'small').find(({ description }) => description.id === file.description.id);
      expect(again && bytes.equals(await bytesOf(again.source))).toBe(true);
      expect(bytes.includes('sample')).toBe(true);
    }
    const arctic = async (version: string) => bytesOf(fileIn(version, 'arctic-studio', 'small').source);
    expect((await arctic('25.4.1')).equals(await arctic('25.4.0'))).toBe(true);
  });

  it('run on Linux, and do nothing but say so', async () => {
    const path = await written(fileIn('25.4.1', 'installer-linux', 'small'));
    const { stdout, stderr } = await run('sh', [path]);
    expect([stdout, stderr]).toEqual(['This is a sample and installs nothing.\n', '']);
  });

  it('open as zip archives', async () => {
    const path = await written(fileIn('25.4.1', 'election-night', 'small'));
    await run('unzip', ['-t', path]);
    const { stdout } = await run('unzip', ['-p', path, 'Election Night/README.txt']);
    expect(stdout).toContain('Seats, swings and maps');
  });

  it('are PDF documents whose every object is where the table says', async () => {
    for (const version of ['25.4.1', '12.2.0', '8.1.0', '4.6.0']) {
      const pdf = (await bytesOf(fileIn(version, 'user-guide', 'small').source)).toString('latin1');
      expect(pdf.startsWith('%PDF-1.4\n')).toBe(true);
      const table = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(pdf)?.[1]);
      const [, count = '', entries = ''] = /^xref\n0 (\d+)\n((?:.{19}\n)+)trailer/.exec(pdf.slice(table)) ?? [];
      const starts = entries.match(/^\d{10} 00000 n $/gm)?.map((entry) => Number(entry.slice(0, 10))) ?? [];
      expect(starts).toHaveLength(Number(count) - 1);
      for (const [at, start] of starts.entries()) expect(pdf.slice(start)).toMatch(new RegExp(`^${at + 1} 0 obj\n`));
      for (const [, length, content = ''] of pdf.matchAll(/\/Length (\d+) >>\nstream\n([^]*?)\nendstream/g))
        expect(content).toHaveLength(Number(length));
      expect(pdf).toContain('(1  ');
    }
  });

  it('have noise that can be begun anywhere', () => {
    const whole = Buffer.concat([...noiseOf({ noise: 'x', from: 0, length: 600_000 })]);
    for (const from of [0, 1, 15, 16, 17, 300_001]) {
      const part = Buffer.concat([...noiseOf({ noise: 'x', from, length: 600_000 - from })]);
      expect(part.equals(whole.subarray(from))).toBe(true);
    }
    expect(sourceOf(revised('x', 16_000_000, 2)).size).toBe(16_002_000);
  });
});

async function written(file: ReturnType<typeof fileIn>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'greenroom-sample-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, file.description.fileName);
  await writeFile(path, await bytesOf(file.source));
  return path;
}
