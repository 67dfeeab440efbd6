import { VisuallyHidden } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Transfer } from '#shared/models/transfer.ts';
import { explain, text } from '#shared/text/index.ts';
import { failureOf, titleOf } from '../../state/transfer-lines.ts';
import { useStores } from '../../state/use.tsx';

const words = text.window.downloads.transfers;

/** Says what came to an end or to a halt, to those who cannot see it; never how far something is. */
export function Announcements() {
  const { transfers } = useStores();
  const [said, say] = useState('');
  useEffect(
    () =>
      transfers.subscribe((next, last) => {
        const news = next.order.flatMap((id) => {
          const transfer = next.byId[id];
          const before = last.byId[id];
          return transfer && before && transfer.state !== before.state ? (newsOf(transfer) ?? []) : [];
        });
        if (news.length > 0) say(news.join(' '));
      }),
    [transfers],
  );
  return <VisuallyHidden role="status">{said}</VisuallyHidden>;
}

function newsOf(transfer: Transfer): string | null {
  const title = titleOf(transfer);
  const failure = failureOf(transfer);
  if (transfer.state === 'failed' && failure) return words.hasFailed(title, explain(failure).sentence);
  if (transfer.state === 'done') return words.isDone(title);
  return transfer.state === 'waiting-for-network' ? words.isWaiting(title) : null;
}
