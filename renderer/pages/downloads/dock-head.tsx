import { ActionIcon, Button } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { text } from '#shared/text/index.ts';
import type { CompanionClient } from '../../api/api.ts';
import { line } from '../../parts/icons.ts';
import { Tally } from '../../parts/tally.tsx';
import { countsOf } from '../../state/transfers.ts';
import { useStores, useTransfers } from '../../state/use.tsx';
import { LimitMenu } from './limit-menu.tsx';
import { useTransferActs } from './use-transfer-acts.ts';
import css from './dock.module.css';

const words = text.window.downloads.transfers;

/** Hidden: only the head. Few: two rows. All: as many as half the window takes. */
export type DockShape = 'hidden' | 'few' | 'all';

interface DockHeadProps {
  companion: CompanionClient;
  count: number;
  hasMore: boolean;
  shape: DockShape;
  onShape: (shape: DockShape) => void;
}

export function DockHead({ companion, count, hasMore, shape, onShape }: DockHeadProps) {
  const counts = useTransfers(countsOf);
  const isLost = useTransfers(({ phase }) => phase) === 'lost';
  const { settings, transfers } = useStores();
  const acts = useTransferActs();
  const parts = (['running', 'waiting', 'queued', 'paused', 'failed', 'done'] as const)
    .filter((part) => counts[part] > 0)
    .map((part) => words.counts[part](counts[part]));
  const canPause = counts.running + counts.waiting + counts.queued > 0;
  const clearDone = () => {
    const { byId, order } = transfers.getState();
    for (const id of order) if (byId[id]?.state === 'done') acts.cancel(id);
  };
  return (
    <div className={css.head}>
      <h2 className={css.title}>{words.title}</h2>
      {isLost ? (
        <Tally state="soon" icon="waiting">
          {words.lost}
        </Tally>
      ) : (
        <span className={css.counts}>{parts.join(', ')}</span>
      )}
      <span className={css.headActs}>
        {hasMore && shape !== 'hidden' && (
          <Button size="sm" variant="subtle" onClick={() => onShape(shape === 'all' ? 'few' : 'all')}>
            {shape === 'all' ? words.showFewer : words.showAll(count)}
          </Button>
        )}
        {counts.done > 0 && (
          <Button size="sm" variant="subtle" onClick={clearDone}>
            {words.clearDone}
          </Button>
        )}
        {settings && <LimitMenu companion={companion} settings={settings} />}
        {canPause && (
          <Button size="sm" variant="subtle" onClick={() => acts.pause()}>
            {words.pauseAll}
          </Button>
        )}
        {!canPause && counts.paused > 0 && (
          <Button size="sm" variant="subtle" onClick={() => acts.resume()}>
            {words.resumeAll}
          </Button>
        )}
        <ActionIcon
          size="sm"
          aria-label={shape === 'hidden' ? words.expand : words.collapse}
          aria-expanded={shape !== 'hidden'}
          onClick={() => onShape(shape === 'hidden' ? 'few' : 'hidden')}
        >
          {shape === 'hidden' ? <IconChevronUp {...line} /> : <IconChevronDown {...line} />}
        </ActionIcon>
      </span>
    </div>
  );
}
