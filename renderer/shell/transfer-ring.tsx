import { Tooltip } from '@mantine/core';
import { IconPlayerPauseFilled } from '@tabler/icons-react';
import { Link } from 'wouter';
import { text } from '#shared/text/index.ts';
import { ShareRing } from '../parts/share-ring.tsx';
import { ringOf } from '../state/transfers.ts';
import { useTransfers } from '../state/use.tsx';
import css from './shell.module.css';

const words = text.window.downloads.transfers;

/** How many transfers are under way, and how far they are together; leads to them. Not there while nothing is. */
export function TransferRing() {
  const ring = useTransfers(ringOf);
  if (!ring) return null;
  const { count, isPaused, share } = ring;
  const label = isPaused ? words.ringPaused(count) : words.ring(count, text.sizes.percent(share));
  return (
    <Tooltip label={label}>
      <Link href="/downloads" className={css.transfers} aria-label={label}>
        <ShareRing share={share} size={24} width={3} />
        <span className={css.transfersCount} aria-hidden>
          {isPaused ? <IconPlayerPauseFilled size={10} /> : count}
        </span>
      </Link>
    </Tooltip>
  );
}
