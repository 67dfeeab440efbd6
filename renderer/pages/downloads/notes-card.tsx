import { Anchor } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { ReleaseHere } from '#shared/models/release.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { isInLibrary } from '../../state/release-lines.ts';
import { baseOf, joinNotes, type NoteSection, releasesSince, splitNotes } from '../../state/release-notes.ts';
import { useZone } from '../../state/use.tsx';
import { NoteText } from './note-text.tsx';
import css from './notes.module.css';

const words = text.window.downloads.notes;

interface NotesCardProps {
  /** The name of the product. */
  product: string;
  release: ReleaseHere;
  releases: readonly ReleaseHere[];
}

/** What changed since the version on this machine; else what this version brings; or everything that was ever written. */
export function NotesCard({ product, release, releases }: NotesCardProps) {
  const [showsAll, showAll] = useState(false);
  const base = useMemo(() => baseOf(release, releases), [release, releases]);
  const since = isInLibrary(release) ? null : base;
  const title = showsAll ? words.allTitle(product) : since ? words.since(since.version) : words.of(release.version);
  return (
    <section className={css.card} aria-label={title}>
      <div className={css.head}>
        <h3 className={css.title}>{title}</h3>
        <Anchor component="button" type="button" onClick={() => showAll(!showsAll)}>
          {showsAll ? words.less : words.all}
        </Anchor>
      </div>
      {showsAll ? (
        <All release={release} releases={releases} />
      ) : (
        <One releases={since ? releasesSince(since, release, releases) : [release]} release={release} isNew={!since} />
      )}
    </section>
  );
}

interface OneProps extends Pick<NotesCardProps, 'release' | 'releases'> {
  /** It is about this version alone, not about what lies between two. */
  isNew: boolean;
}

function One({ releases, release, isNew }: OneProps) {
  const sections = useMemo(() => joinNotes(releases), [releases]);
  const { headline } = splitNotes(release.notes);
  return (
    <>
      {headline !== null && (isNew || sections.length === 0) && <p className={css.headline}>{headline}</p>}
      {headline === null && sections.length === 0 && <p className={css.headline}>{words.none}</p>}
      <Sections sections={sections} heading="h4" />
      {release.minimumVersion !== null && <p className={css.minimum}>{words.minimum(release.minimumVersion)}</p>}
    </>
  );
}

/** Every version of the channel, one after the other. */
function All({ release, releases }: { release: ReleaseHere; releases: readonly ReleaseHere[] }) {
  const zone = useZone();
  return releases
    .filter(({ channel }) => channel === release.channel)
    .toSorted((one, other) => other.releasedAt - one.releasedAt)
    .map(({ version, releasedAt, notes }) => {
      const { headline, sections } = splitNotes(notes);
      return (
        <section key={version} className={css.version}>
          <h4 className={css.versionTitle}>
            {version} <span className={css.date}>{dates.day(releasedAt, zone)}</span>
          </h4>
          {headline !== null && <p className={css.headline}>{headline}</p>}
          <Sections sections={sections} heading="h5" />
        </section>
      );
    });
}

function Sections({ sections, heading: Kind }: { sections: readonly NoteSection[]; heading: 'h4' | 'h5' }) {
  if (sections.length === 0) return null;
  return (
    <div className={css.sections}>
      {sections.map(({ title, body }) =>
        title === null ? (
          <div key="" className={css.wide}>
            <NoteText>{body}</NoteText>
          </div>
        ) : (
          <div key={title} className={css.section}>
            <Kind className={css.kind}>{title}</Kind>
            <div className={css.body}>
              <NoteText>{body}</NoteText>
            </div>
          </div>
        ),
      )}
    </div>
  );
}
