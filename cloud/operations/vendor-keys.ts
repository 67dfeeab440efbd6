import { Failure } from '#shared/errors.ts';
import { fingerprintOf } from '#shared/files/fingerprint.ts';
import { keysOf } from '#shared/files/trust-root.ts';
import type { CloudParts, GuardedContext } from '../context.ts';
import { keysMadeAt } from '../keys/key-rows.ts';
import { revokeKey, rotateKey } from '../keys/rotation.ts';
import { readTrustRoots } from '../keys/trust-roots.ts';
import type { Write } from '../store/open.ts';
import { isUniqueViolation } from '../store/trouble.ts';
import { recordDeed } from './audit.ts';
import { os } from './base.ts';

const attempts = 20;

/** The keys that speak for this cloud. */
export function keyOperations(parts: CloudParts) {
  const { store, clock, random, config, keys } = parts;
  const rotating = { clock, random, secret: config.secret };

  async function list() {
    const { newest: root } = await readTrustRoots(store.db);
    const madeAt = await keysMadeAt(store.db);
    return {
      version: root.version,
      fingerprint: fingerprintOf(root),
      keys: root.keys.map(({ id, role }) => ({
        id,
        role,
        since: madeAt.get(id) ?? root.issuedAt,
        signs: keysOf(root, role)[0]?.id === id,
      })),
    };
  }

  /** Makes the next trust root and signs with it at once. */
  async function change(context: GuardedContext, work: (tx: Write) => Promise<void>) {
    await untilFirst(() => context.write(work));
    await keys.refresh();
    return list();
  }

  return {
    list: os.vendor.keys.list.handler(list),
    rotate: os.vendor.keys.rotate.handler(({ context, input: { role } }) =>
      change(context, async (tx) => {
        const { key, version } = await rotateKey(tx, rotating, role);
        const deed = { action: 'keys.rotate', organization: null, subject: key, details: { role, version } };
        await recordDeed(parts, context, tx, deed);
      }),
    ),
    revoke: os.vendor.keys.revoke.handler(({ context, input: { key } }) =>
      change(context, async (tx) => {
        const { role, version } = await revokeKey(tx, rotating, key);
        const deed = { action: 'keys.revoke', organization: null, subject: key, details: { role, version } };
        await recordDeed(parts, context, tx, deed);
      }),
    ),
  };
}

/** Of two that make the same version at once one wins; the other makes the version after it. */
async function untilFirst(make: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await make();
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      if (attempt === attempts) throw new Failure('conflict', {}, { cause: error });
    }
  }
}
