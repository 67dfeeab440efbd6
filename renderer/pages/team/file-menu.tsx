import { ActionIcon, Menu } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import type { OrganizationRef } from '#shared/models/person.ts';
import { text } from '#shared/text/index.ts';
import { line as icon } from '../../parts/icons.ts';
import { toastFailure } from '../../parts/toast.tsx';
import { useExportPeople } from '../people-file/use-export-people.ts';

const words = text.window.peopleFile;

/** People out into a CSV file, and in from one. */
export function FileMenu({ organization }: { organization: OrganizationRef }) {
  const [, go] = useLocation();
  const exporting = useExportPeople(organization);
  if (exporting.failure) {
    toastFailure(exporting.failure);
    exporting.clear();
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size={32} aria-label={words.menu} title={words.menu} loading={exporting.busy}>
          <IconFileSpreadsheet {...icon} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void exporting.run()}>{words.export}</Menu.Item>
        <Menu.Item onClick={() => go('/team-file')}>{words.import}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
