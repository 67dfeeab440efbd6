import { Failure } from '#shared/errors.ts';
import { text } from '#shared/text/index.ts';
import type { CloudAbout } from '#shared/contract/cloud/about.ts';
import type { CloudStatus } from '#shared/models/status.ts';
import type { Changes } from './changes.ts';
import { type CloudState, createCloudState } from './cloud-state.ts';
import type { CloudClient, CloudConnection, CompanionPorts, Contact, PinnedCloud } from './ports.ts';
import type { SettingsService } from './settings.ts';

export interface Connection {
  show(): CloudStatus;
  /** Looks at a cloud; nothing is kept. */
  look(url: string): Promise<{ about: CloudAbout; root: PinnedCloud }>;
  /** Makes sure that the cloud is the one this machine knows; the first one it signs in to, it keeps. */
  trust(): Promise<PinnedCloud>;
  /** Looks at the cloud anew, which may have other keys by now. Says whether this machine trusts a newer trust root. */
  renewTrust(): Promise<boolean>;
  /** Takes this machine to another address; `leave` runs before it goes to another cloud, and only then. */
  moveTo(url: string | null, fingerprint: string | null, leave: () => Promise<void>): Promise<void>;
  /** A cloud is known now: whoever answers is compared with it anew. */
  lookAnew(): void;
  /** Another cloud is known now, and nobody knows where it is. */
  forgetAddress(): void;
  state: CloudState;
  cloud: CloudConnection;
  /** The same cloud with another token than that of the session. */
  inTheNameOf(token: string): CloudClient;
}

/** What a session adds to the connection, once there is one. */
export interface TokenHolder {
  token(): Promise<string | null>;
  onContact(contact: Contact): void;
}

/** The way to the cloud: where it is, whether it is the right one, and how it is. */
export function createConnection(
  { clock, log, machineState, connectCloud, embeddedCloud }: CompanionPorts,
  changes: Changes,
  settings: Pick<SettingsService, 'show' | 'keep'>,
  holder: TokenHolder,
  signal: AbortSignal,
): Connection {
  const state = createCloudState(clock, changes);
  let address = settings.show().cloudUrl;
  /** The address at which the right cloud was seen since this start. */
  let seenAt: string | null = null;
  /** A cloud that is known by its trust root alone: the one that comes with the app is another. */
  let isElsewhere: string | null = null;

  async function locate(): Promise<string> {
    const { cloudUrl } = settings.show();
    const known = machineState.pinned();
    if (cloudUrl === null && known && known.cloud === isElsewhere) throw nowhere(known);
    address = cloudUrl ?? (await embedded());
    return address;
  }

  async function embedded(): Promise<string> {
    if (!embeddedCloud) throw new Failure('cloud-unreachable', { url: 'embedded' });
    return embeddedCloud.start(signal);
  }

  async function look(url: string) {
    refusePlainText(url);
    const visitor = connectCloud({
      url: () => Promise.resolve(url),
      token: () => Promise.resolve(null),
      onContact: () => undefined,
    });
    const about = await visitor.client.about.show({});
    const root = await machineState.readTrustRoot(about.trustRoot);
    if (root.cloud !== about.cloud) throw new Failure('not-a-greenroom-cloud', { url });
    return { about, root };
  }

  /** Looks before the first call with a token goes to an address, so that nothing secret goes to a stranger. */
  async function recognize(): Promise<string> {
    const url = await locate();
    if (url === seenAt) return url;
    const { root, about } = await look(url);
    await compare(url, root, about.trustRoot);
    seenAt = url;
    return url;
  }

  async function compare(url: string, root: PinnedCloud, armoured: string): Promise<void> {
    const known = machineState.pinned();
    if (!known) return;
    const changed = new Failure('cloud-changed', { url, known: known.fingerprint, seen: root.fingerprint });
    if (known.cloud !== root.cloud && settings.show().cloudUrl === null) {
      isElsewhere = known.cloud;
      address = null;
      await embeddedCloud?.stop();
      throw nowhere(known);
    }
    if (known.cloud !== root.cloud) throw changed;
    // New keys are believed when the known ones vouch for them, version by version, which pinning checks.
    if (root.version > known.version) {
      const pinned = await machineState.pin(armoured).catch(unlessNotGenuine);
      if (pinned?.version !== root.version) throw changed;
    } else if (known.fingerprint !== root.fingerprint) throw changed;
  }

  /** Trouble on the way to recognizing a cloud says how the cloud is, too. */
  async function noted<Result>(task: () => Promise<Result>): Promise<Result> {
    try {
      return await task();
    } catch (error) {
      if (error instanceof Failure) state.note(error);
      throw error;
    }
  }

  function lookAnew(): void {
    seenAt = null;
    isElsewhere = null;
    state.forget();
  }

  const cloud = connectCloud({
    url: () => noted(recognize),
    token: holder.token,
    onContact(contact) {
      state.note(contact.failure);
      holder.onContact(contact);
    },
  });

  return {
    state,
    cloud,
    inTheNameOf: (token) =>
      connectCloud({
        url: () => noted(recognize),
        token: () => Promise.resolve(token),
        onContact: () => undefined,
      }).client,
    look,
    show() {
      const known = machineState.pinned();
      return {
        url: address ?? '',
        name: known?.name ?? null,
        fingerprint: known?.fingerprint ?? null,
        embedded: settings.show().cloudUrl === null && (known === null || known.cloud !== isElsewhere),
        ...state.show(),
      };
    },
    lookAnew,
    forgetAddress() {
      settings.keep({ cloudUrl: null });
      address = null;
      lookAnew();
    },
    trust: () =>
      noted(async () => {
        const url = await locate();
        const { root, about } = await look(url);
        await compare(url, root, about.trustRoot);
        seenAt = url;
        state.note(null);
        return machineState.pinned() ?? machineState.pin(about.trustRoot);
      }),
    renewTrust: () =>
      noted(async () => {
        const before = machineState.pinned()?.version;
        seenAt = null;
        await recognize();
        return machineState.pinned()?.version !== before;
      }),
    async moveTo(url, fingerprint, leave) {
      const target = url ?? (await embedded());
      const { about, root } = await look(target);
      if (fingerprint !== null && fingerprint !== root.fingerprint)
        throw new Failure('cloud-changed', { url: target, known: fingerprint, seen: root.fingerprint });
      const isSameCloud = machineState.pinned()?.cloud === root.cloud;
      if (isSameCloud) await compare(target, root, about.trustRoot);
      else await leave();
      settings.keep({ cloudUrl: url });
      if (!isSameCloud) await machineState.repin(about.trustRoot);
      address = target;
      seenAt = target;
      log.info('the cloud is elsewhere now', { url: target, cloud: root.cloud, isSameCloud });
      state.forget();
      state.note(null);
      if (url !== null) await embeddedCloud?.stop();
    },
  };
}

function unlessNotGenuine(error: unknown): null {
  if (error instanceof Failure && error.code === 'answer-refused') return null;
  throw error;
}

/** It may be anywhere; from here it is not to be had. */
const nowhere = ({ name }: PinnedCloud) => new Failure('cloud-unreachable', { url: name });

/** Passwords and tokens go over plain http only inside this machine. */
function refusePlainText(url: string): void {
  const { protocol, hostname } = new URL(url);
  if (protocol === 'https:' || /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)) return;
  throw new Failure('invalid-input', { problems: [{ field: 'url', problem: text.companion.needsEncryption }] });
}
