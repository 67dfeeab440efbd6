import { Failure } from '#shared/errors.ts';
import type { Changes } from './changes.ts';
import type { Connection } from './connection.ts';
import type { CompanionPorts, PinnedCloud } from './ports.ts';
import type { Session } from './session.ts';

interface Parts {
  connection: Pick<Connection, 'show' | 'lookAnew' | 'forgetAddress'>;
  session: Pick<Session, 'end'>;
  changes: Pick<Changes, 'announce'>;
}

export interface Trust {
  /** Pins the cloud of a trust root that came on a stick, if its words are those a person was told. */
  trust(text: string, fingerprint: string): Promise<{ name: string; fingerprint: string }>;
  /** Pins the trust root that came with the installer, where no cloud is known yet. */
  trustInstalled(): Promise<void>;
}

/** How a machine without a network gets to know its cloud (FILES, rule 3). */
export function createTrust(
  { machineState, installedTrustRoot, log }: Pick<CompanionPorts, 'machineState' | 'installedTrustRoot' | 'log'>,
  { connection, session, changes }: Parts,
): Trust {
  async function pin(root: PinnedCloud, text: string): Promise<void> {
    const known = machineState.pinned();
    if (known?.cloud === root.cloud) return void (await machineState.pin(text));
    if (known) return leaveFor(root, text, known);
    await machineState.pin(text);
    connection.lookAnew();
  }

  /** Another cloud instead of the one that is known: only where nothing of that one is in use any more. */
  async function leaveFor(root: PinnedCloud, text: string, known: PinnedCloud): Promise<void> {
    if (machineState.leases().some(({ standing }) => standing !== 'ended')) {
      const { url } = connection.show();
      throw new Failure('cloud-changed', { url, known: known.fingerprint, seen: root.fingerprint });
    }
    await session.end('other-cloud');
    await machineState.repin(text);
    connection.forgetAddress();
  }

  return {
    async trust(text, fingerprint) {
      const root = await machineState.readTrustRoot(text).catch(asFile);
      if (wordsIn(fingerprint) !== wordsIn(root.fingerprint))
        throw new Failure('fingerprint-differs', { given: fingerprint, found: root.fingerprint });
      await pin(root, text).catch(asFile);
      changes.announce('cloud');
      return { name: root.name, fingerprint: root.fingerprint };
    },
    async trustInstalled() {
      if (installedTrustRoot === null || machineState.pinned()) return;
      await machineState.pin(installedTrustRoot).then(
        () => changes.announce('cloud'),
        (error: unknown) => log.warn('the trust root of the installer is of no use', { error: String(error) }),
      );
    },
  };
}

/** It did not come from a cloud but on a stick: the whole refusal says more. */
function asFile(error: unknown): never {
  throw error instanceof Failure && error.cause instanceof Failure ? error.cause : error;
}

/** However a person typed them: blanks, hyphens and capitals say nothing. */
const wordsIn = (fingerprint: string) => (fingerprint.toLowerCase().match(/[a-z]+/g) ?? []).join(' ');
