import { Button, Checkbox, Popover } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import { text } from '#shared/text/index.ts';
import { line as icon } from '../../../parts/icons.ts';
import { optionalColumns } from '../../../state/managed-lines.ts';
import type { View } from './use-view.ts';
import css from './managed.module.css';

const words = text.window.managedLicenses;

/** Which columns there are; kept on this machine, and in the address. */
export function ColumnsMenu({ view: { columns, show } }: { view: View }) {
  return (
    <Popover position="bottom-end" trapFocus>
      <Popover.Target>
        <Button leftSection={<IconColumns3 {...icon} />}>{words.chooseColumns}</Button>
      </Popover.Target>
      <Popover.Dropdown className={css.columns} aria-label={words.chooseColumns}>
        {optionalColumns.map((column) => (
          <Checkbox
            key={column}
            size="xs"
            label={words.columns[column]}
            checked={columns.includes(column)}
            onChange={(event) =>
              show(event.currentTarget.checked ? [...columns, column] : columns.filter((each) => each !== column))
            }
          />
        ))}
      </Popover.Dropdown>
    </Popover>
  );
}
