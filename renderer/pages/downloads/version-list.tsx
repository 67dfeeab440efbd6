import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import type { ReleaseHere } from '#shared/models/release.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { stepFrom } from '../../parts/data-table-rows.ts';
import type { ReleaseGroups } from '../../state/release-lines.ts';
import { useZone } from '../../state/use.tsx';
import { VersionBadge, VersionState } from './version-signs.tsx';
import css from './downloads.module.css';

const words = text.window.downloads.versions;

interface VersionListProps {
  /** The product, for those who cannot see the tabs. */
  label: string;
  groups: ReleaseGroups;
  chosen: string;
  onChoose: (version: string) => void;
  onEnter: () => void;
}

/** Versions, the newest first, moved through by arrows; Enter leads to what can be done with the one that is chosen. */
export function VersionList({ label, groups, chosen, onChoose, onEnter }: VersionListProps) {
  const prefix = useId();
  const list = useRef<HTMLDivElement>(null);
  const all = [...groups.main, ...groups.others];
  const idOf = (version: string) => `${prefix}-${version}`;
  useEffect(() => {
    document.getElementById(`${prefix}-${chosen}`)?.scrollIntoView({ block: 'nearest' });
  }, [prefix, chosen]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      onEnter();
      return;
    }
    const lines = all.map((row) => ({ kind: 'row' as const, id: row.version, row }));
    const next = stepFrom(lines, chosen, event.key);
    if (next === null) return;
    event.preventDefault();
    onChoose(next);
  };
  const option = (release: ReleaseHere) => (
    <Option
      key={release.version}
      id={idOf(release.version)}
      release={release}
      isLatest={release === groups.latest}
      isChosen={release.version === chosen}
      onChoose={() => {
        list.current?.focus();
        onChoose(release.version);
      }}
    />
  );
  return (
    <div
      ref={list}
      className={css.versions}
      role="listbox"
      tabIndex={0}
      aria-label={words.label(label)}
      aria-activedescendant={idOf(chosen)}
      onKeyDown={onKeyDown}
    >
      {groups.main.map(option)}
      {groups.others.length > 0 && (
        <div role="group" aria-label={words.others}>
          <div className={css.others} aria-hidden>
            {words.others}
          </div>
          {groups.others.map(option)}
        </div>
      )}
    </div>
  );
}

interface OptionProps {
  id: string;
  release: ReleaseHere;
  isLatest: boolean;
  isChosen: boolean;
  onChoose: () => void;
}

function Option({ id, release, isLatest, isChosen, onChoose }: OptionProps) {
  const zone = useZone();
  return (
    // The list has the focus, and hears the keys.
    <div
      id={id}
      className={css.version}
      role="option"
      aria-selected={isChosen}
      tabIndex={-1}
      onMouseDown={(event) => {
        event.preventDefault();
        onChoose();
      }}
    >
      <span className={css.versionLine}>
        <span className={css.versionName}>{release.version}</span>
        <VersionBadge release={release} isLatest={isLatest} />
      </span>
      <span className={css.versionLine}>
        <span className={css.versionDate}>{dates.day(release.releasedAt, zone)}</span>
        <VersionState release={release} />
      </span>
    </div>
  );
}
