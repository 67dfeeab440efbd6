import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import { createAuth } from './auth/create-auth.ts';
import type { CloudConfig } from './config.ts';
import type { CloudParts } from './context.ts';
import { openCloudKeys } from './keys/cloud-keys.ts';
import { deriveKey } from './keys/sealed.ts';
import { startMailer } from './mail/start.ts';
import type { Clock, Dns, Random } from './ports.ts';
import { createOutgoing } from './outgoing/create-outgoing.ts';
import { openReleaseStore } from './release-store/open.ts';
import { systemDns } from './sign-on/dns.ts';
import { migrate } from './store/migrate.ts';
import { openStore } from './store/open.ts';

export const systemClock: Clock = { now: () => Date.now() };
export const systemRandom: Random = { bytes: (length) => randomBytes(length) };

export interface World {
  log: Logger;
  clock?: Clock;
  random?: Random;
  dns?: Dns;
  /** `at-once`: a mail is delivered, or fails, before `send` ends. For commands, which end soon. */
  delivers?: 'in-background' | 'at-once';
}

/** Puts the cloud together. `stop` ends what runs in the background and closes the store. */
export async function createParts(
  config: CloudConfig,
  { log, clock = systemClock, random = systemRandom, dns = systemDns, delivers = 'in-background' }: World,
): Promise<CloudParts & { stop(): Promise<void> }> {
  const store = await openStore(config.store);
  try {
    await migrate(store);
    const { name, secret, publicUrl } = config;
    const keys = await openCloudKeys({ store, clock, random, name, secret });
    const sessionSecret = deriveKey(secret, 'sessions').toString('base64');
    const warn = (message: string) => log.warn(message);
    const auth = createAuth({ store, clock, publicUrl, secret: sessionSecret, warn });
    const mail = await startMailer(config.mail, delivers, { store, clock, random, log });
    const releases = openReleaseStore(config, clock);
    const outgoing = createOutgoing(config);
    const stop = async () => {
      mail.stop();
      await store.close();
    };
    return { config, store, clock, random, dns, log, keys, auth, mail, outgoing, releases, stop };
  } catch (error) {
    await store.close();
    throw error;
  }
}
