import { Menu, Modal, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconBuilding,
  IconCalendar,
  IconCheck,
  IconKey,
  IconLayoutGrid,
  IconLogout,
  IconSettings,
  IconUserCircle,
} from '@tabler/icons-react';
import { useLocation } from 'wouter';
import type { Settings } from '#shared/models/settings.ts';
import { text } from '#shared/text/index.ts';
import { line } from '../parts/icons.ts';
import { toastFailure } from '../parts/toast.tsx';
import { useTheme } from '../state/theme.ts';
import { useApi, useStores, useWho } from '../state/use.tsx';
import { openCreate } from './create-organization.ts';
import { OrganizationChoice } from './organization-choice.tsx';
import { SignOutDialog } from './sign-out-dialog.tsx';
import css from './shell.module.css';

const words = text.window.shell;
const themes: readonly Settings['theme'][] = ['system', 'dark', 'light'];

const initialsOf = (name: string) =>
  name
    .split(/\s+/)
    .map((word) => word[0] ?? '')
    .filter((_, index, all) => index === 0 || index === all.length - 1)
    .join('')
    .toUpperCase();

/** Organizations, settings, theme, sign out. Where there is no sidebar, the pages too. */
export function PersonMenu({ withPages }: { withPages: boolean }) {
  const who = useWho();
  const { companion } = useApi();
  const { explain } = useStores();
  const [, go] = useLocation();
  const { theme, setTheme } = useTheme();
  const [choosing, choose] = useDisclosure();
  const [leaving, leave] = useDisclosure();
  if (!who) return null;
  return (
    <>
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <UnstyledButton className={css.person} aria-label={words.personMenu(who.person.name)}>
            {initialsOf(who.person.name)}
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <div className={css.personHead}>
            <span className={css.personName}>{who.person.name}</span>
            <span>{who.person.email}</span>
          </div>
          <Menu.Divider />
          {withPages && (
            <>
              <Menu.Item leftSection={<IconLayoutGrid {...line} />} onClick={() => go('/overview')}>
                {words.pages.overview}
              </Menu.Item>
              <Menu.Item leftSection={<IconKey {...line} />} onClick={() => go('/licenses')}>
                {words.pages.licenses}
              </Menu.Item>
            </>
          )}
          <Menu.Item leftSection={<IconUserCircle {...line} />} onClick={() => go('/account')}>
            {words.pages.account}
          </Menu.Item>
          {who.memberships.length > 1 && (
            <Menu.Item leftSection={<IconBuilding {...line} />} onClick={choose.open}>
              {words.organizations}
            </Menu.Item>
          )}
          {who.memberships.length < 2 && (
            <Menu.Item leftSection={<IconBuilding {...line} />} onClick={openCreate}>
              {words.newOrganization}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconCalendar {...line} />} onClick={() => go('/calendar')}>
            {words.pages.calendar}
          </Menu.Item>
          {companion && (
            <Menu.Item leftSection={<IconSettings {...line} />} onClick={() => go('/settings')}>
              {words.pages.settings}
            </Menu.Item>
          )}
          <Menu.Divider />
          <Menu.Label>{words.theme}</Menu.Label>
          {themes.map((each) => (
            <Menu.Item
              key={each}
              role="menuitemradio"
              aria-checked={theme === each}
              leftSection={theme === each ? <IconCheck {...line} /> : <span className={css.noIcon} />}
              onClick={() => void setTheme(each).catch((error: unknown) => toastFailure(explain(error)))}
            >
              {words.themes[each]}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item leftSection={<IconLogout {...line} />} onClick={leave.open}>
            {words.signOut}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={choosing}
        onClose={choose.close}
        title={words.organizationTitle}
        withCloseButton={false}
        size={420}
      >
        <OrganizationChoice
          memberships={who.memberships}
          current={who.current?.organization.id ?? null}
          onDone={choose.close}
        />
      </Modal>
      <SignOutDialog opened={leaving} onClose={leave.close} />
    </>
  );
}
