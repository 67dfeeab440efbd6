import { Failure } from '#shared/errors.ts';
import { type KeyRole, keysOf, type TrustRootPayload } from '#shared/files/trust-root.ts';
import { text } from '#shared/text/index.ts';
import type { Clock, Random } from '../ports.ts';
import type { Write } from '../store/open.ts';
import { addKeys, entryOf, forgetKey, makeKey, openKey } from './key-rows.ts';
import { addTrustRoot, readTrustRoots } from './trust-roots.ts';

export interface Rotating {
  clock: Clock;
  random: Random;
  secret: string;
}

/** As many as a trust root may name (files/trust-root.ts). */
const mostKeys = 50;

/**
 * Gives a role a new key in the next trust root; those before stay good, the newest signs. Says which key it is.
 * A unique violation: another process has made this version meanwhile, so it is to be done once more.
 */
export async function rotateKey(
  tx: Write,
  rotating: Rotating,
  role: KeyRole,
): Promise<{ key: string; version: number }> {
  const { newest: before } = await readTrustRoots(tx);
  if (before.keys.length >= mostKeys) {
    throw new Failure('invalid-input', { problems: [{ field: 'role', problem: text.cloud.tooManyKeys }] });
  }
  const made = makeKey(role);
  await addKeys(tx, rotating, [made], rotating.clock.now());
  const version = await follow(tx, rotating, before, [entryOf(made), ...before.keys]);
  return { key: made.signer.keyId, version };
}

/** Takes a key out of the next trust root and forgets its private half. Throws `not-found`, `last-key`. */
export async function revokeKey(
  tx: Write,
  rotating: Rotating,
  id: string,
): Promise<{ role: KeyRole; version: number }> {
  const { newest: before } = await readTrustRoots(tx);
  const revoked = before.keys.find((key) => key.id === id);
  if (!revoked) throw new Failure('not-found', {});
  if (keysOf(before, revoked.role).length === 1) throw new Failure('last-key', { role: revoked.role });
  const keys = before.keys.filter((key) => key !== revoked);
  const version = await follow(tx, rotating, before, keys);
  await forgetKey(tx, id);
  return { role: revoked.role, version };
}

/** Signs the next version: by the newest root key of the version before that is not leaving, and by its own newest. */
async function follow(
  tx: Write,
  { clock, secret }: Rotating,
  before: TrustRootPayload,
  keys: TrustRootPayload['keys'],
): Promise<number> {
  const next = { ...before, version: before.version + 1, issuedAt: clock.now(), keys };
  const staying = keysOf(before, 'root').find(({ id }) => keys.some((key) => key.id === id));
  const signing = [...new Set([staying, keysOf(next, 'root')[0]].flatMap((key) => key?.id ?? []))];
  const signers = [];
  for (const id of signing) signers.push(await openKey(tx, secret, id));
  await addTrustRoot(tx, next, signers);
  return next.version;
}
