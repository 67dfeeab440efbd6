import { Button } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import type { NotificationAddress } from '#shared/models/notification.ts';
import { text } from '#shared/text/index.ts';
import { Page } from '../../../parts/page.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../../parts/states.tsx';
import { createResource } from '../../../state/resource.ts';
import { useApi, useResource, useStores } from '../../../state/use.tsx';
import type { TabProps } from '../tab.ts';
import { AddressRow } from './address-row.tsx';
import css from './notifications.module.css';

const AddDialog = lazy(async () => ({ default: (await import('./add-dialog.tsx')).AddDialog }));
const ChangeDialog = lazy(async () => ({ default: (await import('./change-dialog.tsx')).ChangeDialog }));
const words = text.window.notifications;

/** The addresses that are told when something ends, with or without an account (T9). */
export function NotificationsTab({ organization, tabs }: TabProps) {
  const { cloud } = useApi();
  const { explain, now } = useStores();
  const [store] = useState(() =>
    createResource(() => cloud.notification.list({ organization: organization.id }), explain, now),
  );
  const { value, failure, refresh } = useResource(store);
  const [isAdding, add] = useState(false);
  const [changing, change] = useState<NotificationAddress | null>(null);
  const adding = { label: words.add, run: () => add(true) };
  return (
    <Page
      title={text.window.organization.title}
      beside={tabs}
      actions={
        value &&
        value.length > 0 && (
          <Button variant="filled" onClick={adding.run}>
            {words.add}
          </Button>
        )
      }
    >
      {!value ? (
        failure ? (
          <ErrorState
            failure={failure}
            title={words.failed}
            action={{ label: text.window.parts.tryAgain, run: () => void refresh() }}
          />
        ) : (
          <LoadingState />
        )
      ) : value.length === 0 ? (
        <EmptyState icon={<IconMail size={20} stroke={1.75} />} title={words.emptyTitle} action={adding}>
          {words.emptyBody}
        </EmptyState>
      ) : (
        <div className={css.page}>
          <p className={css.lead}>{words.lead}</p>
          <ul className={css.rows} aria-label={words.list}>
            {value.map((address) => (
              <AddressRow
                key={address.email}
                address={address}
                organization={organization.id}
                onChange={() => change(address)}
                onRemoved={refresh}
              />
            ))}
          </ul>
        </div>
      )}
      <Suspense fallback={null}>
        {isAdding && (
          <AddDialog organization={organization} known={value ?? []} onDone={refresh} onClose={() => add(false)} />
        )}
        {changing && (
          <ChangeDialog
            organization={organization.id}
            address={changing}
            onDone={refresh}
            onClose={() => change(null)}
          />
        )}
      </Suspense>
    </Page>
  );
}
