import type { Artifact } from '#shared/files/release.ts';
import type { ArtifactPart } from '#shared/models/release.ts';

const endings: Record<ArtifactPart, string> = { file: '', chunks: '.chunks', signature: '.minisig' };

/** The key of an artifact, or of what lies beside it. */
export function artifactKey(
  release: { product: string; version: string },
  artifact: Pick<Artifact, 'id' | 'fileName'>,
  part: ArtifactPart = 'file',
): string {
  return `${release.product}/${release.version}/${artifact.id}/${artifact.fileName}${endings[part]}`;
}

/** The key of the signed manifest, for those who take everything from a plain web server. */
export function manifestKey({ product, version }: { product: string; version: string }): string {
  return `${product}/${version}/${product}-${version}.release-manifest`;
}

/** The public key that the `.minisig` files verify with. */
export const publicKeyKey = 'minisign.pub';

/** Whether a text is a key: names of plain files and folders below one another, which never lead out. */
export function isKey(key: string): boolean {
  return key.split('/').every((part) => /^[0-9A-Za-z][0-9A-Za-z ()+_.-]*$/.test(part));
}
