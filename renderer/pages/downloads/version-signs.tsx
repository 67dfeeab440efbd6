import { IconArchive } from '@tabler/icons-react';
import { mainChannel, type ReleaseHere } from '#shared/models/release.ts';
import { text } from '#shared/text/index.ts';
import { TallyIcon } from '../../parts/tally.tsx';
import { isInLibrary } from '../../state/release-lines.ts';
import css from './downloads.module.css';

const words = text.window.downloads.versions;

/** "long-term" as people say it. */
export const channelName = (channel: string): string =>
  words.channels[channel] ?? channel.slice(0, 1).toUpperCase() + channel.slice(1).replaceAll('-', ' ');

/** That it is the latest, or which other channel it is of. */
export function VersionBadge({ release, isLatest }: { release: ReleaseHere; isLatest: boolean }) {
  if (isLatest) return <span className={css.badge}>{words.latest}</span>;
  if (release.channel === mainChannel) return null;
  return <span className={css.badge}>{channelName(release.channel)}</span>;
}

/** That it was taken back, or that something of it is here. */
export function VersionState({ release }: { release: ReleaseHere }) {
  if (release.yanked !== null)
    return (
      <span className={css.versionState} data-state="ended">
        <TallyIcon state="ended" size={14} />
        <span className={css.yanked}>{words.yanked}</span>
      </span>
    );
  if (!isInLibrary(release)) return null;
  return (
    <span className={css.versionState}>
      <IconArchive size={14} stroke={1.75} aria-hidden />
      {words.inLibrary}
    </span>
  );
}
