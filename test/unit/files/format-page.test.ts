import { execFileSync, spawnSync } from 'node:child_process';
import { hash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { checkProduct } from '#main/hosts/check/index.ts';
import { SignedLease } from '#shared/files/license.ts';
import { kindNames, kinds } from '#shared/files/kinds.ts';
import { Refusal } from '#shared/files/refusal.ts';
import { Artifact } from '#shared/files/release.ts';
import { seal } from '#shared/files/seal.ts';
import { day, hour } from '#shared/models/time.ts';
import { envelopeIn, licensedFolder } from '../../support/licensed-folder.ts';
import { sampleFiles, testManifest } from '../../support/sample-files.ts';
import { platform, tamper, testCloud, testLease } from '../../support/signed-files.ts';

const page = readFileSync(new URL('../../../shared/files/FORMAT.md', import.meta.url), 'utf8');
const [script = '', releaseScript = ''] = [...page.matchAll(/```sh\n([\s\S]+?)```/g)].map(
  ([, commands = '']) => commands,
);
const hasTools = spawnSync('sh', ['-c', 'command -v openssl && command -v jq']).status === 0;

/** Runs the commands of the page as they stand there. */
function byHand(folder: string, product: string) {
  const { status, stdout } = spawnSync('sh', ['-c', script, 'check', product], {
    env: { PATH: process.env['PATH'], GREENROOM_STATE: folder },
    encoding: 'utf8',
  });
  return { status, said: stdout.trim() };
}

test.skipIf(!hasTools)(
  'the page’s own commands, with nothing but openssl and jq, come to the same verdicts',
  { timeout: 60_000 },
  async () => {
    const { folder } = await licensedFolder();
    const license = join(folder, 'leases', 'current.license');
    const good = readFileSync(license, 'utf8');
    expect(byHand(folder, 'graphics')).toEqual({ status: 0, said: 'licensed: Graphics XR for Northlight Studios' });
    expect(byHand(folder, 'tracking')).toEqual({ status: 12, said: 'not licensed' });

    const ended = await licensedFolder({ leases: [] });
    expect(byHand(ended.folder, 'graphics')).toEqual({ status: 12, said: 'not licensed' });

    const envelope = JSON.parse(envelopeIn(good)) as { payload: string };
    const payload = Buffer.from(envelope.payload, 'base64').toString().replace('"graphics"', '"tracking"');
    const forged = JSON.stringify({ ...envelope, payload: Buffer.from(payload).toString('base64') });
    writeFileSync(
      license,
      `-----BEGIN GREENROOM LICENSE-----\n${Buffer.from(forged).toString('base64')}\n-----END GREENROOM LICENSE-----\n`,
    );
    expect(byHand(folder, 'tracking')).toEqual({ status: 13, said: 'refused: bad signature' });

    writeFileSync(license, tamper(good));
    expect(byHand(folder, 'graphics').status).toBe(13);

    rmSync(license);
    expect(byHand(folder, 'graphics')).toEqual({ status: 12, said: 'not licensed' });
  },
);

test.skipIf(!hasTools)(
  'what was given back by file is not licensed, by hand as little as by the check',
  { timeout: 60_000 },
  async () => {
    const now = Date.now();
    const ends = { notBefore: now - hour, leaseEndsAt: now + day, licenseEndsAt: null };
    const tracking = { ...testLease().license, product: { id: 'tracking', name: 'Tracking' } };
    const { folder, machine } = await licensedFolder({
      leases: [testLease(ends), testLease({ ...ends, id: 'lease-2', license: tracking })],
    });
    const verdicts = () =>
      ['graphics', 'tracking'].map((product) => [
        byHand(folder, product).status,
        checkProduct({ product }, { folders: [folder] }).verdict,
      ]);
    expect(verdicts()).toEqual([
      [0, 'licensed'],
      [0, 'licensed'],
    ]);
    await machine.giveBackByFile('lease-1');
    expect(verdicts()).toEqual([
      [12, 'not-licensed'],
      [0, 'licensed'],
    ]);
    await machine.giveBackByFile('lease-2');
    expect(verdicts()).toEqual([
      [12, 'not-licensed'],
      [12, 'not-licensed'],
    ]);
  },
);

test.skipIf(!hasTools)(
  'the page’s own commands verify a release, and refuse what is not it',
  { timeout: 60_000 },
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'greenroom-release-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const cloud = testCloud();
    const of = (content: string, signer = cloud.release) => {
      const [artifact] = testManifest().artifacts;
      const payload = testManifest({
        cloud: cloud.trustRoot.cloud,
        artifacts: [{ ...artifact!, size: content.length, sha256: hash('sha256', content) }],
      });
      writeFileSync(join(folder, 'manifest'), seal(platform, 'release-manifest', payload, [signer]));
    };
    const verdict = (name = 'graphics-25.4.0.run', manifest = 'manifest') => {
      const places = ['trust-root', manifest, name].map((each) => join(folder, each));
      const { status, stdout } = spawnSync('sh', ['-c', releaseScript, 'verify', ...places], { encoding: 'utf8' });
      return [status, stdout.trim()];
    };
    // The newest version comes first where there are several.
    writeFileSync(join(folder, 'trust-root'), `${cloud.trustRootFile}\n${cloud.trustRootFile}`);
    for (const name of ['graphics-25.4.0.run', 'other.run']) writeFileSync(join(folder, name), 'an installer');

    of('an installer');
    expect(verdict()).toEqual([0, 'genuine: graphics-25.4.0.run of graphics 25.4.0']);
    expect(verdict('other.run')).toEqual([13, 'refused: not in this release']);
    expect(verdict('graphics-25.4.0.run', 'trust-root')).toEqual([13, 'refused: not a release manifest']);
    of('another installer');
    expect(verdict()).toEqual([13, 'refused: damaged']);
    of('an installer', cloud.lease);
    expect(verdict()).toEqual([13, 'refused: untrusted key']);
    of('an installer', { ...cloud.release, sign: cloud.lease.sign });
    expect(verdict()).toEqual([13, 'refused: bad signature']);
  },
);

test.skipIf(!hasTools)('openssl agrees about the key id of the machine', async () => {
  const { folder, machine } = await licensedFolder();
  const der = execFileSync('openssl', ['pkey', '-in', join(folder, 'machine.key'), '-pubout', '-outform', 'DER']);
  const digest = execFileSync('openssl', ['dgst', '-sha256', '-r'], { input: der, encoding: 'utf8' });
  expect(digest.slice(0, 16)).toBe(machine.machine().id);
});

test('the page names every kind, every field and every refusal', () => {
  const named = new Set(page.match(/`[^`\n]+`/g)?.map((word) => word.slice(1, -1).replace(/\[\]$/, '')));
  const fields = Object.values(sampleFiles()).flatMap(({ payload }) => Object.keys(payload));
  const expected = [
    ...kindNames.flatMap((kind) => [kind, kinds[kind].label, kinds[kind].extension]),
    ...fields,
    ...Refusal.options.map(({ shape }) => shape.code.value),
  ];
  expect(expected.filter((word) => !named.has(word))).toEqual([]);
  const leaseFields = Object.keys(SignedLease.shape);
  expect(leaseFields.filter((field) => !page.includes(`\`${field}`))).toEqual([]);
  const artifactFields = Object.keys(Artifact.shape);
  expect(artifactFields.filter((field) => !page.includes(`\`${field}`))).toEqual([]);
});
