import { Button } from '@mantine/core';
import { useState } from 'react';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import type { CloudClient } from '../../api/api.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { Card } from '../../parts/page.tsx';
import { ErrorState, LoadingState } from '../../parts/states.tsx';
import { Tally } from '../../parts/tally.tsx';
import { toast } from '../../parts/toast.tsx';
import { createResource } from '../../state/resource.ts';
import { useAction, useApi, useResource, useStores, useZone } from '../../state/use.tsx';
import css from './account.module.css';

const words = text.window.account;

type Session = Awaited<ReturnType<CloudClient['session']['list']>>[number];

/** Where I am signed in. One session can be ended, or all but this one; leases go on (A7). */
export function SessionsCard() {
  const { cloud } = useApi();
  const { explain, now } = useStores();
  const [store] = useState(() => createResource(() => cloud.session.list({}), explain, now));
  const { value, failure, phase, refresh } = useResource(store);
  const [ending, setEnding] = useState<readonly Session[]>([]);
  const [isAsking, ask] = useState(false);
  if (!value)
    return (
      <Card title={words.sessions}>
        {failure ? (
          <ErrorState
            failure={failure}
            title={words.sessionsFailed}
            action={{ label: text.window.parts.tryAgain, run: () => void refresh(), busy: phase === 'loading' }}
          />
        ) : (
          <LoadingState />
        )}
      </Card>
    );
  const sessions = value.toSorted((a, b) => Number(b.isCurrent) - Number(a.isCurrent) || b.startedAt - a.startedAt);
  const others = sessions.filter(({ isCurrent }) => !isCurrent);
  const askFor = (chosen: readonly Session[]) => {
    setEnding(chosen);
    ask(true);
  };
  return (
    <Card
      title={words.sessions}
      aside={others.length > 1 && <Button onClick={() => askFor(others)}>{words.endOthers}</Button>}
    >
      <p className={css.lead}>{words.sessionsLead}</p>
      <ul className={css.rows}>
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} onEnd={() => askFor([session])} />
        ))}
      </ul>
      <EndDialog opened={isAsking} sessions={ending} onDone={refresh} onClose={() => ask(false)} />
    </Card>
  );
}

function SessionRow({ session, onEnd }: { session: Session; onEnd: () => void }) {
  const zone = useZone();
  const { from, isCurrent, startedAt } = session;
  return (
    <li className={css.row}>
      <div className={css.rowText}>
        <div className={css.rowName}>{from}</div>
        <div className={css.second} title={dates.full(startedAt, zone)}>
          {words.since(dates.dayAndTime(startedAt, zone))}
        </div>
      </div>
      {isCurrent ? (
        <Tally state="held" icon="check">
          {words.current}
        </Tally>
      ) : (
        <Button size="sm" onClick={onEnd} aria-label={words.endOf(from)}>
          {words.end}
        </Button>
      )}
    </li>
  );
}

interface EndDialogProps {
  opened: boolean;
  /** One, or all but this one. */
  sessions: readonly Session[];
  onDone: () => Promise<void>;
  onClose: () => void;
}

function EndDialog({ opened, sessions, onDone, onClose }: EndDialogProps) {
  const { cloud } = useApi();
  const [only, ...more] = sessions;
  const isOne = more.length === 0;
  const from = only?.from ?? '';
  const end = useAction(async () => {
    if (!only) return;
    if (isOne) await cloud.session.revoke({ session: only.id });
    else await cloud.session.revokeOthers({});
    await onDone();
    toast({ tally: 'held', icon: 'check', title: isOne ? words.ended(from) : words.othersEnded, message: null });
    onClose();
  });
  return (
    <ConfirmDialog
      opened={opened}
      title={isOne ? words.endTitle(from) : words.endOthersTitle(sessions.length)}
      safe={words.keep}
      confirm={isOne ? words.endConfirm : words.endOthersConfirm(sessions.length)}
      busy={end.busy}
      failure={end.failure}
      onConfirm={() => void end.run()}
      onClose={() => {
        end.clear();
        onClose();
      }}
    >
      {isOne ? words.endBody(from) : words.endOthersBody(sessions.map((session) => session.from))}
    </ConfirmDialog>
  );
}
