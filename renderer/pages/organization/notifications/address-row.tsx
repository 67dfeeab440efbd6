import { Button } from '@mantine/core';
import { useState } from 'react';
import type { NotificationAddress } from '#shared/models/notification.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { ConfirmDialog } from '../../../parts/confirm-dialog.tsx';
import { Tally } from '../../../parts/tally.tsx';
import { toast, toastFailure } from '../../../parts/toast.tsx';
import { useAction, useApi, useStores, useZone } from '../../../state/use.tsx';
import css from './notifications.module.css';

const words = text.window.notifications;

interface AddressRowProps {
  address: NotificationAddress;
  organization: string;
  onChange: () => void;
  onRemoved: () => Promise<void>;
}

/** One address: what it is told, how early, and whether it still wants to be. */
export function AddressRow({ address, organization, onChange, onRemoved }: AddressRowProps) {
  const { cloud } = useApi();
  const { explain } = useStores();
  const zone = useZone(organization);
  const [isRemoving, askToRemove] = useState(false);
  const { email, kinds, daysBefore, addedAt, addedBy, unsubscribedAt } = address;
  const test = useAction(async () => {
    try {
      await cloud.notification.test({ organization, email });
      toast({ tally: 'held', icon: 'sent', title: words.tested(email), message: words.testedBody });
    } catch (error) {
      toastFailure(explain(error));
    }
  });
  const remove = useAction(async () => {
    await cloud.notification.remove({ organization, email });
    toast({ tally: 'free', title: words.removed(email), message: '' });
    askToRemove(false);
    await onRemoved();
  });
  return (
    <li className={css.row}>
      <div className={css.text}>
        <div className={css.email}>{email}</div>
        <div className={css.second}>{words.added(addedBy, dates.day(addedAt, zone))}</div>
      </div>
      <div className={css.told}>
        <div>{kinds.map((kind) => words.kindsShort[kind]).join(', ')}</div>
        <div className={css.second}>{words.earliest(daysBefore)}</div>
      </div>
      <div className={css.state}>
        {unsubscribedAt === null ? (
          <Tally state="held" icon="check">
            {words.onList}
          </Tally>
        ) : (
          <>
            <Tally state="free">{words.unsubscribedState}</Tally>
            <div className={css.second}>{words.unsubscribed(dates.day(unsubscribedAt, zone))}</div>
          </>
        )}
      </div>
      <div className={css.acts}>
        {unsubscribedAt === null && (
          <>
            <Button size="sm" aria-label={words.testOf(email)} loading={test.busy} onClick={() => void test.run()}>
              {words.test}
            </Button>
            <Button size="sm" variant="subtle" aria-label={words.changeOf(email)} onClick={onChange}>
              {words.change}
            </Button>
          </>
        )}
        <Button size="sm" variant="subtle" aria-label={words.removeOf(email)} onClick={() => askToRemove(true)}>
          {words.remove}
        </Button>
      </div>
      <ConfirmDialog
        opened={isRemoving}
        title={words.removeTitle(email)}
        safe={words.removeSafe}
        confirm={words.remove}
        busy={remove.busy}
        failure={remove.failure}
        onConfirm={() => void remove.run()}
        onClose={() => {
          remove.clear();
          askToRemove(false);
        }}
      >
        {words.removeBody(email)}
      </ConfirmDialog>
    </li>
  );
}
