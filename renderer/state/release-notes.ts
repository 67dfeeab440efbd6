import type { ReleaseHere } from '#shared/models/release.ts';
import { isInLibrary } from './release-lines.ts';

export interface NoteSection {
  /** "Added", "Fixed"; null: what stands before the first heading. */
  title: string | null;
  /** Markdown. */
  body: string;
}

export interface Notes {
  /** The first line, if no heading stands before it. */
  headline: string | null;
  sections: NoteSection[];
}

const heading = /^ {0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$/;
const fence = /^ {0,3}(```|~~~)/;

/** Notes by their headings; the shape of a changelog, whatever its words are. */
export function splitNotes(markdown: string): Notes {
  const sections: { title: string | null; lines: string[] }[] = [{ title: null, lines: [] }];
  let open: string | null = null;
  for (const line of markdown.split(/\r?\n/)) {
    const [, mark] = line.match(fence) ?? [];
    if (mark !== undefined && (open === null || open === mark)) open = open === null ? mark : null;
    const [, title] = (open === null && line.match(heading)) || [];
    if (title !== undefined) sections.push({ title, lines: [] });
    else sections.at(-1)?.lines.push(line);
  }
  const [before, ...titled] = sections;
  const lead = before?.lines.join('\n').trim() ?? '';
  const [headline = '', ...rest] = lead.split('\n');
  const found = [
    { title: null, body: rest.join('\n').trim() },
    ...titled.map(({ title, lines }) => ({ title, body: lines.join('\n').trim() })),
  ];
  return { headline: headline.trim() || null, sections: found.filter(({ body }) => body !== '') };
}

/** The sentence that says what a release brings; null when its notes have none. */
export const headlineOf = (notes: string): string | null => splitNotes(notes).headline;

/** What was known then may be mended since, so only the newest says it. */
const isOfTheNewest = (title: string | null) => title !== null && /^known/i.test(title);

/** The notes of several releases as one: what has the same heading stands together. The newest comes first. */
export function joinNotes(releases: readonly Pick<ReleaseHere, 'notes'>[]): NoteSection[] {
  const all = releases.flatMap(({ notes }, at) =>
    splitNotes(notes).sections.filter(({ title }) => at === 0 || !isOfTheNewest(title)),
  );
  const titles = [...new Set(all.map(({ title }) => title))];
  const last = titles.filter(isOfTheNewest);
  return [...titles.filter((title) => !last.includes(title)), ...last].map((title) => ({
    title,
    body: all
      .filter((section) => section.title === title)
      .map(({ body }) => body)
      .join('\n\n'),
  }));
}

/** The newest older version of the same channel that is on this machine; null: there is none. */
export function baseOf(release: ReleaseHere, releases: readonly ReleaseHere[]): ReleaseHere | null {
  const older = releases.filter(
    (each) => each.channel === release.channel && each.releasedAt < release.releasedAt && isInLibrary(each),
  );
  return older.toSorted((one, other) => other.releasedAt - one.releasedAt)[0] ?? null;
}

/** What one gets by going from one version to another of its channel, the newest first. */
export const releasesSince = (
  base: ReleaseHere,
  release: ReleaseHere,
  releases: readonly ReleaseHere[],
): ReleaseHere[] =>
  releases
    .filter(
      ({ channel, releasedAt }) =>
        channel === release.channel && releasedAt > base.releasedAt && releasedAt <= release.releasedAt,
    )
    .toSorted((one, other) => other.releasedAt - one.releasedAt);
