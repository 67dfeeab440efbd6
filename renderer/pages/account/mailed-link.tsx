import { type ReactNode, useState } from 'react';
import type { Failure } from '#shared/errors.ts';
import { text } from '#shared/text/index.ts';
import { ErrorState, Fetching, type Way } from '../../parts/states.tsx';
import { createResource } from '../../state/resource.ts';
import { useResource, useStores } from '../../state/use.tsx';

interface MailedLinkProps<Shown> {
  /** Asks what the link is for; that changes nothing, for mail scanners open links, too. */
  show: () => Promise<Shown>;
  /** Using it failed. */
  failure: Failure | null;
  /** The way on from a link that is over. */
  onward: Way;
  children: (shown: Shown) => ReactNode;
}

/** Where the link of a mail leads, as long as it is good. */
export function MailedLink<Shown>({ show, failure: used, onward, children }: MailedLinkProps<Shown>) {
  const { explain, now } = useStores();
  const [store] = useState(() => createResource(show, explain, now));
  const resource = useResource(store);
  const ended = [used, resource.failure].find((each) => each?.code === 'link-ended');
  if (ended) return <ErrorState alone failure={ended} title={text.window.account.link.ended} action={onward} />;
  return resource.value ? children(resource.value) : <Fetching alone resource={resource} />;
}
