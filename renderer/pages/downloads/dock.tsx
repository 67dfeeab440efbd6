import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState } from 'react';
import { text } from '#shared/text/index.ts';
import type { CompanionClient } from '../../api/api.ts';
import { useIsNarrow } from '../../parts/side-panel.tsx';
import type { LibraryEntry } from '#shared/models/release.ts';
import type { Transfer } from '#shared/models/transfer.ts';
import { shownOrder } from '../../state/transfer-order.ts';
import { useTransfers } from '../../state/use.tsx';
import { InstallDialog } from '../library/install-dialog.tsx';
import { Announcements } from './announcements.tsx';
import { CancelDialog } from './cancel-dialog.tsx';
import { DockHead, type DockShape } from './dock-head.tsx';
import { TransferRow } from './transfer-row.tsx';
import css from './dock.module.css';

const heights = { wide: 4.375, narrow: 4 };
/** So many are in sight before one asks for all. */
const few = 2;
const rem = () => Number.parseFloat(getComputedStyle(document.documentElement).fontSize);

/** What is on its way, at the bottom of the page. Not there while nothing is. */
export function Dock({ companion }: { companion: CompanionClient }) {
  const order = useTransfers(shownOrder);
  const [shape, setShape] = useState<DockShape>('few');
  const [leaving, leave] = useState<Transfer | null>(null);
  const [installing, install] = useState<LibraryEntry | null>(null);
  return (
    <>
      <Announcements />
      {order.length > 0 && (
        <section className={css.dock} aria-label={text.window.downloads.transfers.title}>
          <DockHead
            companion={companion}
            count={order.length}
            hasMore={order.length > few}
            shape={shape}
            onShape={setShape}
          />
          {shape !== 'hidden' && <Rows order={order} shape={shape} onLeave={leave} onInstall={install} />}
        </section>
      )}
      <InstallDialog companion={companion} entry={installing} onClose={() => install(null)} />
      <CancelDialog transfer={leaving} onClose={() => leave(null)} />
    </>
  );
}

interface RowsProps {
  order: readonly string[];
  shape: DockShape;
  onLeave: (transfer: Transfer) => void;
  onInstall: (entry: LibraryEntry) => void;
}

/** Only rows in sight are in the page, and each is drawn anew for itself. */
function Rows({ order, shape, onLeave, onInstall }: RowsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const narrow = useIsNarrow();
  const height = (narrow ? heights.narrow : heights.wide) * rem();
  const virtual = useVirtualizer({
    count: order.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    getItemKey: (index) => order[index] ?? index,
    overscan: 3,
  });
  return (
    <div ref={scroller} className={css.rows} data-shape={shape}>
      <ol className={css.list} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const id = order[item.index];
          if (id === undefined) return null;
          return (
            <li
              key={id}
              ref={virtual.measureElement}
              data-index={item.index}
              className={css.item}
              style={{ transform: `translateY(${item.start}px)` }}
              aria-setsize={order.length}
              aria-posinset={item.index + 1}
            >
              <TransferRow id={id} onLeave={onLeave} onInstall={onInstall} />
            </li>
          );
        })}
      </ol>
    </div>
  );
}
