import { Menu, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { ReleaseHere } from '#shared/models/release.ts';
import { text } from '#shared/text/index.ts';
import type { ReleaseGroups } from '../../state/release-lines.ts';
import { VersionBadge, VersionState } from './version-signs.tsx';
import css from './downloads.module.css';

const words = text.window.downloads.versions;

interface VersionMenuProps {
  groups: ReleaseGroups;
  chosen: string;
  onChoose: (version: string) => void;
}

/** The versions, where there is no room for their list. */
export function VersionMenu({ groups, chosen, onChoose }: VersionMenuProps) {
  const item = (release: ReleaseHere) => (
    <Menu.Item
      key={release.version}
      aria-current={release.version === chosen || undefined}
      rightSection={
        <span className={css.menuSigns}>
          <VersionState release={release} />
          <VersionBadge release={release} isLatest={release === groups.latest} />
        </span>
      }
      onClick={() => onChoose(release.version)}
    >
      {release.version}
    </Menu.Item>
  );
  return (
    <Menu width="16rem">
      <Menu.Target>
        <UnstyledButton className={css.choiceButton}>
          {words.choose}
          <IconChevronDown size={14} stroke={1.75} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown className={css.versionMenu}>
        {groups.main.map(item)}
        {groups.others.length > 0 && <Menu.Label>{words.others}</Menu.Label>}
        {groups.others.map(item)}
      </Menu.Dropdown>
    </Menu>
  );
}
