import type { Artifact, ArtifactKind } from '#shared/files/release.ts';
import type { Platform } from '#shared/models/machine.ts';
import { text } from '#shared/text/index.ts';
import type { Description } from './put-artifact.ts';

/** What somebody said about a file, which always counts more than its name. */
export type Said = Partial<Omit<Description, 'fileName'>>;

export interface OfRelease {
  product: { id: string; name: string };
  version: string;
}

const say = text.publish;

/** Packages that install themselves, by the ending of their names. */
const installers: Record<string, Platform> = {
  exe: 'windows',
  msi: 'windows',
  dmg: 'macos',
  pkg: 'macos',
  deb: 'linux',
  rpm: 'linux',
  appimage: 'linux',
  run: 'linux',
};

/** Words in a name, the most telling first. */
const kinds: readonly [ArtifactKind, RegExp][] = [
  ['add-on', /\b(add on|addon|plugin|extension)s?\b/],
  ['example-project', /\b(example|project)s?\b/],
  ['demo-files', /\b(demo|sample)s?\b/],
  ['documentation', /\b(documentation|docs|manual|guide|handbook)s?\b/],
  ['installer', /\b(installer|setup)\b/],
];
const platforms: readonly [Platform, RegExp][] = [
  ['windows', /\b(windows|win|win64)\b/],
  ['macos', /\b(macos|mac|osx|darwin)\b/],
  ['linux', /\blinux\b/],
];
const archs: readonly [NonNullable<Artifact['arch']>, RegExp][] = [
  ['arm64', /\b(arm64|aarch64)\b/],
  ['x64', /\b(x64|amd64|x86 64|win64)\b/],
];

/** What a file of a release is, by its name and by what was said of it; or, in words, what has to be said. */
export function describe(fileName: string, of: OfRelease, said: Said = {}): Description | { problem: string } {
  const words = wordsOf(fileName, of);
  const ending = endingOf(fileName);
  const kind = said.kind ?? kindOf(words, ending);
  if (kind === null) return { problem: say.file.kind };
  const platform = orElse(said.platform, installers[ending] ?? firstOf(platforms, words));
  if (kind === 'installer' && platform === null) return { problem: say.file.platform };
  const arch = orElse(said.arch, platform === null ? null : firstOf(archs, words));
  const id = said.id ?? idOf(words, { kind, platform, arch });
  const title = said.title ?? titleOf(words, of.product.name, { kind, platform, arch });
  return { id, kind, title, platform, arch, fileName };
}

type Facts = Pick<Description, 'kind' | 'platform' | 'arch'>;

function kindOf(words: string, ending: string): ArtifactKind | null {
  if (ending === 'pdf') return 'documentation';
  return firstOf(kinds, words) ?? (ending in installers ? 'installer' : null);
}

/** The same from version to version: by it a newer version of a file is known as one. */
function idOf(words: string, { kind, platform, arch }: Facts): string {
  const own = kind === 'installer' ? ['installer', platform, arch === 'arm64' ? arch : null] : [slugOf(words) || kind];
  return own.filter(Boolean).join('-');
}

function titleOf(words: string, product: string, { kind, platform, arch }: Facts): string {
  if (kind === 'installer' && platform !== null) {
    return say.titles.installer(product, say.platforms[platform], arch === 'arm64' ? 'ARM64' : null);
  }
  if (kind === 'documentation') return sentenceCase(words) || text.transfers.kinds[kind];
  const name = capitals(withoutKinds(words));
  if (name === '') return text.transfers.kinds[kind];
  return kind === 'add-on' ? say.titles.addOn(name) : name;
}

/** A name as words with blanks between, without its ending, the product and the version. */
function wordsOf(fileName: string, { product, version }: OfRelease): string {
  const stem = fileName.replace(/(\.tar)?\.[^.]*$/i, '');
  const spaced = ` ${stem.replace(new RegExp(`v?${literally(version)}`, 'gi'), ' ')} `.replaceAll(/[\s_.()+-]+/g, ' ');
  return [product.name, product.id.replaceAll('-', ' ')]
    .reduce((left, name) => left.replaceAll(new RegExp(` ${literally(name)} `, 'gi'), ' '), spaced)
    .trim();
}

/** For a regular expression that is to find a text as it stands. */
const literally = (words: string) => words.replaceAll(/[^\w\s]/g, '\\$&');
const endingOf = (fileName: string) => fileName.slice(fileName.lastIndexOf('.') + 1).toLowerCase();
const orElse = <T>(said: T | undefined, guessed: T): T => (said === undefined ? guessed : said);
const firstOf = <T>(table: readonly [T, RegExp][], words: string): T | null =>
  table.find(([, word]) => word.test(words.toLowerCase()))?.[0] ?? null;
const slugOf = (words: string) =>
  words
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replaceAll(/^-|-$/g, '');
const sentenceCase = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
const capitals = (words: string) => words.split(' ').map(sentenceCase).join(' ').trim();
const withoutKinds = (words: string) =>
  kinds
    .reduce((left, [, word]) => left.replaceAll(new RegExp(word.source, 'gi'), ' '), words)
    .replaceAll(/\s+/g, ' ')
    .trim();
