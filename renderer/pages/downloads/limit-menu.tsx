import { Button, Menu } from '@mantine/core';
import { IconCheck, IconGauge } from '@tabler/icons-react';
import { text } from '#shared/text/index.ts';
import type { CompanionClient } from '../../api/api.ts';
import { line } from '../../parts/icons.ts';
import { toastFailure } from '../../parts/toast.tsx';
import type { ResourceStore } from '../../state/resource.ts';
import type { SettingsView } from '../../state/stores.ts';
import { useResource, useStores } from '../../state/use.tsx';
import css from './dock.module.css';

const words = text.window.downloads.transfers;
const megabyte = 1_000_000;
const limits = [null, megabyte, 2 * megabyte, 5 * megabyte, 10 * megabyte, 25 * megabyte, 50 * megabyte] as const;
const atOnce = [1, 2, 3, 4, 6, 8] as const;

const nameOf = (limit: number | null): string => (limit === null ? words.noLimit : words.limit(limit));

/** How fast all of them may be together, and how many may run at the same time. */
export function LimitMenu({
  companion,
  settings,
}: {
  companion: CompanionClient;
  settings: ResourceStore<SettingsView>;
}) {
  const { explain } = useStores();
  const { value, refresh } = useResource(settings);
  if (!value) return null;
  const { downloadLimit, downloadsAtOnce } = value.settings;
  const change = (to: { downloadLimit?: number | null; downloadsAtOnce?: number }) =>
    void companion.settings
      .update(to)
      .then(refresh)
      .catch((error: unknown) => toastFailure(explain(error)));
  const mark = (isChosen: boolean) => (isChosen ? <IconCheck {...line} /> : null);
  return (
    <Menu position="top-end" width="14rem">
      <Menu.Target>
        <Button size="sm" variant="subtle" leftSection={<IconGauge {...line} />}>
          {nameOf(downloadLimit)}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={css.limits}>
        <Menu.Label>{words.limitLabel}</Menu.Label>
        {[...new Set([...limits, downloadLimit])].map((limit) => (
          <Menu.Item
            key={limit}
            role="menuitemradio"
            aria-checked={limit === downloadLimit}
            rightSection={mark(limit === downloadLimit)}
            onClick={() => change({ downloadLimit: limit })}
          >
            {nameOf(limit)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{words.atOnceLabel}</Menu.Label>
        {[...new Set([...atOnce, downloadsAtOnce])]
          .toSorted((one, other) => one - other)
          .map((count) => (
            <Menu.Item
              key={count}
              role="menuitemradio"
              aria-checked={count === downloadsAtOnce}
              rightSection={mark(count === downloadsAtOnce)}
              onClick={() => change({ downloadsAtOnce: count })}
            >
              {words.atOnce(count)}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
}
