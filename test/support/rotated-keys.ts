import type { Signer } from '#shared/files/platform.ts';
import { seal } from '#shared/files/seal.ts';
import type { KeyRole, TrustRootPayload } from '#shared/files/trust-root.ts';
import { platform } from './signed-files.ts';

type Keys = Record<'root' | 'lease', readonly Signer[]>;

/** A trust root with these keys, the newest first; signed by whom the test says. */
export function trustRootOf(
  before: Pick<TrustRootPayload, 'cloud' | 'cloudName' | 'issuedAt'>,
  version: number,
  { root, lease }: Keys,
  signers: readonly Signer[],
): { payload: TrustRootPayload; file: string } {
  const entry = (role: KeyRole) => (signer: Signer) => ({ id: signer.keyId, role, publicKey: signer.publicKey });
  const payload: TrustRootPayload = {
    cloud: before.cloud,
    cloudName: before.cloudName,
    version,
    issuedAt: before.issuedAt + version,
    keys: [...root.map(entry('root')), ...lease.map(entry('lease'))],
  };
  return { payload, file: seal(platform, 'trust-root', payload, signers) };
}
