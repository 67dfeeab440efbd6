import { setTimeout as sleep } from 'node:timers/promises';
import type { Status } from '#shared/models/status.ts';
import { chooseStateFolder } from '../adapters/state-folder.ts';
import { attachOrOwn, type Ownership, type OwnershipOptions } from '../owner.ts';
import type { BrowserOpener, FileOpener, Notifier, SecretStore, SettingsStore } from '../services/ports.ts';

export interface HostOptions extends Pick<OwnershipOptions, 'onRole'> {
  kind: Status['owner']['host'];
  /** A command only asks something, unless it goes on like the others. */
  keepGoing?: boolean;
  /** What an embedded cloud begins with when it is new. */
  begins?: 'sample' | 'empty';
  /** Where lines of the log go besides its file. */
  also?: (line: string) => void;
  /** A place for secrets that only this host has; after the keychain, which the terminal can read too. */
  secretStore?: SecretStore;
  /** How this host opens the settings file. */
  openSettings?: (folder: string) => SettingsStore;
  /** How this host opens a page in the person's browser. */
  browser?: BrowserOpener;
  /** How this host opens files of the library, and shows where they are. */
  opener?: FileOpener;
  /** How this host shows a person something outside its window. */
  notifier?: Notifier;
  /** Heavy work (reading the hardware, starting the embedded cloud) waits for this: what a person looks at comes first. */
  heavyWorkAfter?: Promise<void>;
}

/** Starts a host of the companion: as the owner of this machine's state, or as a door to whoever is. */
export async function startCompanion(options: HostOptions): Promise<Ownership> {
  const stateFolder = await chooseStateFolder();
  const { kind, keepGoing = kind !== 'command' } = options;
  const ownership = await attachOrOwn({
    stateFolder,
    keepGoing,
    onRole: options.onRole,
    async createCompanion() {
      const { createNodeCompanion } = await import('./node-companion.ts');
      return createNodeCompanion(stateFolder, options);
    },
  });
  if (!keepGoing) return ownership;
  const leaving = new AbortController();
  void standBy(ownership, leaving.signal);
  return {
    ...ownership,
    async stop() {
      leaving.abort();
      await ownership.stop();
    },
  };
}

/** A host that stays notices at once when the owner goes, also while nobody asks it anything, and takes over. */
async function standBy({ client }: Ownership, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      const events = await client.companion.status.watch({}, { signal });
      while (!(await events.next()).done);
    } catch {
      await sleep(1_000, undefined, { signal }).catch(() => undefined);
    }
  }
}
