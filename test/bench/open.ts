/** How fast signed files are opened and inspected, and how long the library's check takes. */
import { checkProduct } from '#main/hosts/check/index.ts';
import { inspect } from '#shared/files/inspect.ts';
import { open } from '#shared/files/open.ts';
import { seal } from '#shared/files/seal.ts';
import { median, printFigure } from '../support/figures.ts';
import { licensedFolder } from '../support/licensed-folder.ts';
import { digestOf, sampleFiles, sealed } from '../support/sample-files.ts';
import { fixedSigner, importing, platform, testCloud, testLease, testLicense } from '../support/signed-files.ts';

/** Processor time of a task, in milliseconds: what one core would need, however busy the machine is. */
function processorTime(task: () => void): number {
  const before = process.cpuUsage();
  task();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** How often one core does this in a second, at its best of five rounds. */
function perSecond(task: () => void): number {
  const rounds = 1_000;
  const round = () => {
    for (let turn = 0; turn < rounds; turn++) task();
  };
  round();
  const best = Math.min(...Array.from({ length: 5 }, () => processorTime(round)));
  return (rounds / best) * 1_000;
}

/** What no implementation can be faster than: the signature alone. */
function benchVerify(): void {
  const signer = fixedSigner('RENDER-03');
  const message = new Uint8Array(1_500);
  const signature = signer.sign(message);
  const rate = perSecond(() => platform.verify(signer.publicKey, message, signature));
  printFigure('Ed25519 verification alone, per second', rate.toFixed(0), '', true);
}

function benchOpen(leases: number, level: number | null): void {
  const [cloud, machine] = [testCloud(), fixedSigner('RENDER-03')];
  const payload = testLicense(machine, {
    leases: Array.from({ length: leases }, (_, index) => testLease({ id: `lease-${index}` })),
  });
  const file = seal(platform, 'license', payload, [cloud.lease], ['Greenroom license for RENDER-03']);
  const context = importing(cloud, machine);
  const rate = perSecond(() => {
    if (!open(platform, 'license', file, context).accepted) throw new Error('refused');
  });
  const what = `open() of a license with ${leases} lease${leases === 1 ? '' : 's'}, per second on one core`;
  printFigure(what, rate.toFixed(0), level === null ? '' : `>= ${level}`, rate >= (level ?? 0));
}

/** A request, as an intake opens it a thousand times. */
function benchRequest(): void {
  const sample = sampleFiles()['license-request'];
  const file = sealed('license-request', sample);
  const rate = perSecond(() => {
    if (!open(platform, 'license-request', file, sample.context).accepted) throw new Error('refused');
  });
  printFigure('open() of a request, per second on one core', rate.toFixed(0), '', true);
}

/** A stick with the licenses of a farm. */
function benchInspect(): void {
  const [cloud, machine, count] = [testCloud(), fixedSigner('RENDER-03'), 1_000];
  const bundle = seal(platform, 'license', testLicense(machine), [cloud.lease]).repeat(count);
  const known = {
    now: sampleFiles().license.context.now,
    trustRoot: { payload: cloud.trustRoot, digest: digestOf(cloud.trustRoot) },
    machine: { id: machine.keyId, name: 'RENDER-03' },
    applied: null,
    returned: [],
    requests: [],
    returns: [],
    cloud: null,
  };
  const times = Array.from({ length: 5 }, () =>
    processorTime(() => {
      if (inspect(platform, bundle, known).length !== count) throw new Error('blocks were lost');
    }),
  );
  const best = Math.min(...times);
  printFigure(`inspect() of a bundle of ${count} licenses`, `${best.toFixed(0)} ms`, '< 1000 ms', best < 1_000);
}

async function benchCheck(): Promise<void> {
  const { folder } = await licensedFolder();
  const times = Array.from({ length: 500 }, () =>
    processorTime(() => {
      const { verdict } = checkProduct({ product: 'graphics', edition: 'xr' }, { folders: [folder] });
      if (verdict !== 'licensed') throw new Error(verdict);
    }),
  );
  const [first = 0] = times;
  const usual = median(times.slice(1));
  printFigure('checkProduct(), the first call in a process', `${first.toFixed(2)} ms`, '', true);
  printFigure('checkProduct(), every further call', `${usual.toFixed(2)} ms`, '< 5 ms', usual < 5);
}

benchVerify();
benchOpen(1, 4_000);
benchOpen(4, null);
benchRequest();
benchInspect();
await benchCheck();
