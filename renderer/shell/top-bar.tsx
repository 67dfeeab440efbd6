import { Popover, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconSearch, IconSelector } from '@tabler/icons-react';
import { text } from '#shared/text/index.ts';
import { line } from '../parts/icons.ts';
import { Keycap } from '../parts/keys.tsx';
import { Plate } from '../parts/plate.tsx';
import { standingOfMachine } from '../state/tally.ts';
import { useNow, useStatus, useWho } from '../state/use.tsx';
import { Mark } from './brand.tsx';
import { OrganizationChoice } from './organization-choice.tsx';
import { palette } from './palette/open.ts';
import { PersonMenu } from './person-menu.tsx';
import { TransferRing } from './transfer-ring.tsx';
import css from './shell.module.css';

const words = text.window.shell;
const isMac = navigator.platform.startsWith('Mac');

/** Organization, search, this machine's plate, person. The window is dragged by what is free of them. */
export function TopBar({ withSearch = false, withPages = false }: { withSearch?: boolean; withPages?: boolean }) {
  return (
    <header className={css.topBar} data-with-search={withSearch || undefined}>
      <div className={css.organization}>
        <Switcher />
      </div>
      {withSearch && (
        <UnstyledButton className={css.search} onClick={palette.open} aria-label={words.search}>
          <IconSearch {...line} />
          <span className={css.searchText}>{words.search}</span>
          <Keycap>{isMac ? words.searchKey.mac : words.searchKey.other}</Keycap>
        </UnstyledButton>
      )}
      <div className={css.topEnd}>
        <MachinePlate />
        <TransferRing />
        <PersonMenu withPages={withPages} />
      </div>
    </header>
  );
}

function Switcher() {
  const who = useWho();
  const [opened, { toggle, close }] = useDisclosure();
  const name = who?.current?.organization.name ?? words.greenroom;
  const inside = (
    <>
      <Mark />
      <span className={css.organizationName}>{name}</span>
    </>
  );
  if (!who || who.memberships.length < 2) return <span className={css.switcher}>{inside}</span>;
  return (
    <Popover
      opened={opened}
      onChange={toggle}
      onDismiss={close}
      trapFocus
      shadow="md"
      position="bottom-start"
      width={320}
      radius="lg"
    >
      <Popover.Target>
        <UnstyledButton className={css.switcher} onClick={toggle} aria-label={words.switcher(name)} data-button>
          {inside}
          <IconSelector {...line} />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={css.popover}>
        <OrganizationChoice
          memberships={who.memberships}
          current={who.current?.organization.id ?? null}
          onDone={close}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

/** This machine, under its name, with its state. There is none in the portal. */
function MachinePlate() {
  const now = useNow();
  const status = useStatus((whole) => whole);
  if (!status) return null;
  const { tally, word } = standingOfMachine({ ...status, now });
  return (
    <span role="status" aria-label={text.window.parts.plate.label(status.machine.name, word)}>
      <Plate name={status.machine.name} state={tally} word={word} />
    </span>
  );
}
