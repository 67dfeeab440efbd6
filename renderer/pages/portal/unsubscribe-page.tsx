import { Button } from '@mantine/core';
import { useState } from 'react';
import { text } from '#shared/text/index.ts';
import { FailureNote, ErrorState, LoadingState } from '../../parts/states.tsx';
import { Tally } from '../../parts/tally.tsx';
import { createResource } from '../../state/resource.ts';
import { useAction, useApi, useResource, useStores } from '../../state/use.tsx';
import css from './portal.module.css';

const words = text.window.notifications.link;

/** Behind the link in a mail to an address that may have no account: one button, no sign-in. */
export function UnsubscribePage({ token }: { token: string }) {
  const { cloud } = useApi();
  const { explain, now } = useStores();
  const [store] = useState(() => createResource(() => cloud.notification.showLink({ token }), explain, now));
  const { value: shown, failure, refresh } = useResource(store);
  const set = useAction(async (isSubscribed: boolean) => {
    await (isSubscribed ? cloud.notification.subscribe({ token }) : cloud.notification.unsubscribe({ token }));
    await refresh();
  });
  if (!shown && failure?.code === 'not-found')
    return (
      <article className={css.card}>
        <h1 className={css.title}>{words.unknownTitle}</h1>
        <p>{words.unknown}</p>
      </article>
    );
  if (!shown)
    return failure ? (
      <ErrorState alone failure={failure} action={{ label: text.window.parts.tryAgain, run: () => void refresh() }} />
    ) : (
      <LoadingState />
    );
  const { email, organization, isSubscribed } = shown;
  return (
    <article className={css.card}>
      <h1 className={css.title}>{isSubscribed ? words.title : words.doneTitle}</h1>
      <p role="status">
        {isSubscribed ? (
          words.subscribed(email, organization)
        ) : (
          <Tally state="held" icon="check">
            {words.done(email, organization)}
          </Tally>
        )}
      </p>
      <FailureNote failure={set.failure} />
      <div className={css.buttons}>
        <Button
          variant={isSubscribed ? 'filled' : 'default'}
          loading={set.busy}
          onClick={() => void set.run(!isSubscribed)}
        >
          {isSubscribed ? words.unsubscribe : words.again}
        </Button>
      </div>
    </article>
  );
}
