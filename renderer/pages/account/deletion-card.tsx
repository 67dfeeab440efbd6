import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { Account } from '#shared/models/account.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { Attention } from '../../parts/attention.tsx';
import { Card } from '../../parts/page.tsx';
import { FailureNote } from '../../parts/states.tsx';
import { toast } from '../../parts/toast.tsx';
import { useAction, useApi, useZone } from '../../state/use.tsx';
import css from './account.module.css';

const DeletionDialog = lazy(async () => ({ default: (await import('./deletion-dialog.tsx')).DeletionDialog }));
const words = text.window.privacy;
/** As the cloud waits. */
const days = 14;

interface DeletionCardProps {
  email: string;
  account: Account;
  onChanged: () => Promise<void>;
}

/** The end of the account: asked for, thought over, cancelled or carried out (A7). */
export function DeletionCard({ email, account, onChanged }: DeletionCardProps) {
  const { cloud } = useApi();
  const zone = useZone();
  const [isAsking, ask] = useState(false);
  const cancel = useAction(async () => {
    await cloud.account.cancelDeletion({});
    await onChanged();
    toast({ tally: 'held', icon: 'check', title: words.deletionCancelled, message: null });
  });
  return (
    <Card title={words.deletion}>
      <div className={css.stack}>
        {account.deletion ? (
          <Attention
            state="ended"
            title={words.pendingDeletion(dates.dayAndTime(account.deletion.dueAt, zone))}
            ways={
              <Button size="sm" loading={cancel.busy} onClick={() => void cancel.run()}>
                {words.cancelDeletion}
              </Button>
            }
          >
            {words.pendingDeletionBody}
            <FailureNote failure={cancel.failure} />
          </Attention>
        ) : (
          <>
            <p>{words.deletionLead(days)}</p>
            <Button onClick={() => ask(true)}>{words.deletionAsk}</Button>
          </>
        )}
      </div>
      {isAsking && (
        <Suspense fallback={null}>
          <DeletionDialog email={email} onDone={onChanged} onClose={() => ask(false)} />
        </Suspense>
      )}
    </Card>
  );
}
