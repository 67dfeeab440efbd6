import { toFailure } from '#shared/contract/failure.ts';
import { Failure } from '#shared/errors.ts';
import { fingerprintOf } from '#shared/files/fingerprint.ts';
import { answerToRequest } from './carrying.ts';
import { cloudUrl, createTestCompanion } from './companion.ts';

export const away = new Failure('cloud-unreachable', { url: cloudUrl });

/** The failure a call ended in; null when it did not. */
export const failureOf = (result: Promise<unknown>) =>
  result.then(
    () => null,
    (error: unknown) => toFailure(error),
  );
export const codeOf = async (result: Promise<unknown>) => (await failureOf(result))?.code ?? 'no failure';

/** A machine that never sees a network, and the cloud it belongs to. */
export async function apart() {
  const one = await createTestCompanion();
  one.cloud.trouble = away;
  const { offline } = one.client.companion;
  const fingerprint = fingerprintOf(one.cloud.keys.trustRoot);
  const trust = () => offline.trust({ text: one.cloud.keys.trustRootFile, fingerprint });
  return { ...one, offline, keys: one.cloud.keys, trust };
}

/** The same with a lease that came by file. */
export async function licensed() {
  const one = await apart();
  await one.trust();
  const { file } = await one.offline.request({ product: 'graphics' });
  const applied = await one.offline.apply({ text: answerToRequest(one.keys, file) });
  return { ...one, applied };
}
