import type { ArtifactHere, Estimate, ReleaseHere, Shelf } from '#shared/models/release.ts';
import { explain, text } from '#shared/text/index.ts';
import { Failure } from '#shared/errors.ts';
import { headline, notes } from './notes.ts';
import type { Style } from './style.ts';
import { facts, table } from './table.ts';

const words = text.cli.downloads;
const { releases: named } = words;

/** Releases by product, the newest first. */
export function shelf({ products, refused, asOf, isCurrent }: Shelf, style: Style): string {
  const found = products.map(({ product, freshness, releases: all }) => {
    const rows = all.map((release) => rowOf(release, style));
    const unsure = freshness === 'unknown' ? `${style.tally('soon', named.unknownFreshness)}\n` : '';
    const shown = table({ headings: named.headings, givesWay: 5 }, rows, named.noneOf, style);
    return `${style.strong(product.name)}  ${style.quiet(product.id)}\n${unsure}${shown}`;
  });
  const troubles = refused.map(({ product, channel, refusal }) => {
    const { sentence } = explain(new Failure('file-refused', { refusal }));
    return `${style.tally('ended', named.refused(`${product} (${channel})`, sentence))}\n`;
  });
  const seen = asOf === null ? named.neverAsked : named.asOf(style.moment(asOf));
  const age = isCurrent || products.length === 0 ? '' : `${style.quiet(seen)}\n`;
  return [...(found.length > 0 ? found : [`${named.none}\n`]), ...troubles, age].filter(Boolean).join('\n');
}

function rowOf({ version, releasedAt, artifacts, notes: written, yanked }: ReleaseHere, style: Style): string[] {
  const here = artifacts.filter(({ isHere }) => isHere).length;
  return [
    yanked === null ? stateOf(here > 0, style) : style.tally('ended', named.yanked),
    style.strong(version),
    style.date(releasedAt),
    named.filesHere(here, artifacts.length),
    text.sizes.bytes(artifacts.reduce((sum, { size }) => sum + size, 0)),
    yanked ?? headline(written),
  ];
}

const stateOf = (isHere: boolean, style: Style) =>
  isHere ? style.tally('here', named.here) : style.tally('free', named.notHere);

/** One release with its files and its notes. */
export function release({ product, artifacts, ...about }: ReleaseHere, style: Style): string {
  const { version, channel, releasedAt, minimumVersion, yanked } = about;
  const rows: [string, string][] = [
    [named.channel, channel],
    [named.released, style.day(releasedAt)],
    ...(minimumVersion === null ? [] : [[named.minimum, minimumVersion] as [string, string]]),
    ...(yanked === null ? [] : [[named.takenBack, style.tally('ended', yanked)] as [string, string]]),
  ];
  const files = artifacts.map((artifact) => [
    stateOf(artifact.isHere, style),
    artifact.id,
    `${artifact.title}, ${text.transfers.kinds[artifact.kind].toLowerCase()}`,
    platformOf(artifact),
    text.sizes.bytes(artifact.size),
  ]);
  const next = yanked === null ? `\n${style.quiet(named.next(product, version))}\n` : '';
  return [
    `${style.strong(`${product} ${version}`)}\n${facts(rows, style)}`,
    table({ headings: named.artifactHeadings, givesWay: 2 }, files, named.noneOf, style),
    notes(about.notes, style) + next,
  ].join('\n');
}

const platformOf = ({ platform, arch }: Pick<ArtifactHere, 'platform' | 'arch'>) =>
  platform === null ? words.forAll : [words.platforms[platform], arch].filter(Boolean).join(' ');

export const estimate = ({ fetchBytes, reusedBytes, from }: Estimate): string =>
  `${words.estimate(fetchBytes, reusedBytes, from)}\n`;
