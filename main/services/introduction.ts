import type { EvidenceFactor } from '#shared/models/machine.ts';
import type { Changes } from './changes.ts';
import { type Evidence, readEvidence } from './evidence.ts';
import type { CompanionPorts, Introduction } from './ports.ts';

export interface Introducing {
  /** Reads the hardware, the first time it is asked. */
  evidence(): Promise<Evidence>;
  /** As far as it was read. */
  factors(): EvidenceFactor[];
  /** What this machine says about itself to a cloud: hashes that mean nothing to any other. */
  introduce(cloud: string): Promise<Introduction>;
}

/** Who this machine is, besides its key. The hardware is read once: it does not change while a program runs. */
export function createIntroducing(
  { evidence: source, host, log }: Pick<CompanionPorts, 'evidence' | 'host' | 'log'>,
  changes: Pick<Changes, 'announce'>,
): Introducing {
  let reading: Promise<Evidence> | null = null;
  let looking: Promise<boolean> | null = null;
  let factors: EvidenceFactor[] = [];

  const evidence = () =>
    (reading ??= readEvidence(source).then((read) => {
      factors = read.factors;
      changes.announce('owner');
      return read;
    }));
  const isVirtual = () =>
    (looking ??= source.isVirtual().catch((error: unknown) => {
      log.warn('nobody can tell whether this is a virtual machine', { error: String(error) });
      return false;
    }));

  return {
    evidence,
    factors: () => factors,
    async introduce(cloud) {
      const [read, virtual] = await Promise.all([evidence(), isVirtual()]);
      return { evidence: read.hashesFor(cloud), isVirtual: virtual, appVersion: host.appVersion };
    },
  };
}
