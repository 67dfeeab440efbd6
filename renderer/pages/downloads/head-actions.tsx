import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDeviceUsb, IconDots, IconFolderOpen } from '@tabler/icons-react';
import { text } from '#shared/text/index.ts';
import { line } from '../../parts/icons.ts';
import { useIsNarrow } from '../../parts/side-panel.tsx';
import type { ResourceStore } from '../../state/resource.ts';
import type { Library } from '#shared/models/release.ts';
import { useResource, useStores } from '../../state/use.tsx';

const words = text.window.downloads;

interface HeadActionsProps {
  onLibrary: () => void;
  onAdd: () => void;
}

/** What is on this machine, and the way for what a stick brings. */
export function HeadActions(props: HeadActionsProps) {
  const { library } = useStores();
  return library && <Shown library={library} {...props} />;
}

function Shown({ library, onLibrary, onAdd }: HeadActionsProps & { library: ResourceStore<Library> }) {
  const narrow = useIsNarrow();
  const label = words.library(useResource(library).value?.usedBytes ?? null);
  const icons = { library: <IconFolderOpen {...line} />, add: <IconDeviceUsb {...line} /> };
  if (narrow)
    return (
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={words.more}>
            <IconDots {...line} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={icons.library} onClick={onLibrary}>
            {label}
          </Menu.Item>
          <Menu.Item leftSection={icons.add} onClick={onAdd}>
            {words.addFromUsb}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    );
  return (
    <>
      <Button variant="subtle" leftSection={icons.library} onClick={onLibrary}>
        {label}
      </Button>
      <Button leftSection={icons.add} onClick={onAdd}>
        {words.addFromUsb}
      </Button>
    </>
  );
}
