import { IconChevronDown } from '@tabler/icons-react';
import type { Platform } from '#shared/models/machine.ts';
import { text } from '#shared/text/index.ts';
import css from './downloads.module.css';

const words = text.window.downloads;

interface PlatformSelectProps {
  offered: readonly Platform[];
  chosen: Platform;
  onChoose: (platform: Platform) => void;
}

/** Which system the files are for. Only a word where there is nothing to choose. */
export function PlatformSelect({ offered, chosen, onChoose }: PlatformSelectProps) {
  if (offered.length < 2) return <span className={css.viewDate}>{words.platforms[chosen]}</span>;
  return (
    <span className={css.choice}>
      <select
        className={css.choiceField}
        aria-label={words.platform}
        value={chosen}
        onChange={(event) => onChoose(event.currentTarget.value as Platform)}
      >
        {offered.map((platform) => (
          <option key={platform} value={platform}>
            {words.platforms[platform]}
          </option>
        ))}
      </select>
      <IconChevronDown size={14} stroke={1.75} className={css.choiceChevron} aria-hidden />
    </span>
  );
}
