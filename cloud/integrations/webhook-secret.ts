import { deriveKey, openText, sealText } from '../keys/sealed.ts';
import type { Random } from '../ports.ts';

const prefix = 'whsec_';
const secretBytes = 32;

/** A new secret as the receiver is given it: `whsec_` and the bytes as base64 (Standard Webhooks). */
export const newWebhookSecret = (random: Random): string =>
  `${prefix}${Buffer.from(random.bytes(secretBytes)).toString('base64')}`;

/** Secrets are kept sealed, each for one webhook. */
export function createSecrets(secretOfCloud: string) {
  const key = deriveKey(secretOfCloud, 'webhooks');
  return {
    seal: (random: Random, webhook: string, secret: string) => sealText(random, key, webhook, secret),
    open(webhook: string, sealed: string): string {
      const secret = openText(key, webhook, sealed);
      if (secret === null) throw new Error(`the secret of webhook ${webhook} does not open`);
      return secret;
    },
  };
}

/** What signatures are made with. */
export const keyOfSecret = (secret: string): Buffer => Buffer.from(secret.slice(prefix.length), 'base64');
