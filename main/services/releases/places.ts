import type { Artifact, ReleaseManifestPayload } from '#shared/files/release.ts';

/** Devices that Windows finds under these names in every folder, whatever stands behind the dot. */
const devices = /^(con|prn|aux|nul|conin\$|conout\$|com\d|lpt\d)(\.|$)/i;

/** A name that every system takes as it is. Windows drops dots and blanks at the end of a name. */
export function safeName(name: string): string {
  const plain = devices.test(name) ? `_${name}` : name;
  return /[. ]$/.test(plain) ? `${plain}_` : plain;
}

interface Which {
  product: string;
  version: string;
}

/** Where a release lies in the library. */
export const libraryNames = ({ product, version }: Which): [string, string] => [safeName(product), safeName(version)];

/** Where a release lies on a stick. */
export const stickName = ({ product, version }: Which): string => safeName(`${product}-${version}`);

export const manifestName = ({ product, version }: Which) => `${safeName(`${product}-${version}`)}.release-manifest`;
export const indexName = ({ product, channel }: { product: string; channel: string }) =>
  `${safeName(`${product}-${channel}`)}.release-index`;
export const readMeName = 'READ ME.html';

/** Of any text that names a cloud. */
export function trustRootName(cloud: string): string {
  const plain = cloud.replaceAll(/[^A-Za-z0-9_-]+/g, '-').slice(0, 60);
  return `${safeName(plain.replaceAll(/^-+|-+$/g, '') || 'cloud')}.trust-root`;
}

/** An artifact and what lies beside it. */
export function artifactNames(fileName: string) {
  const file = safeName(fileName);
  return {
    file,
    chunks: `${file}.chunks`,
    signature: `${file}.minisig`,
    part: `${file}.part`,
    journal: `${file}.part.journal`,
  };
}

/** Whether every file of a release can lie in one folder, on every system: no name is taken twice, capitals or not. */
export function fitsOneFolder(manifest: Pick<ReleaseManifestPayload, 'product' | 'version' | 'channel' | 'artifacts'>) {
  const own = [manifestName(manifest), indexName(manifest), readMeName];
  const names = [...own, ...manifest.artifacts.flatMap(namesOf)].map((name) => name.toLowerCase());
  const isTrustRoot = names.some((name) => name.endsWith('.trust-root'));
  return new Set(names).size === names.length && !isTrustRoot;
}

const namesOf = ({ fileName }: Artifact) => Object.values(artifactNames(fileName));
