import { Button } from '@mantine/core';
import { IconClock, IconCloudOff } from '@tabler/icons-react';
import type { Shelf } from '#shared/models/release.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { Attention } from '../../parts/attention.tsx';
import { CopyCode } from '../../parts/copy.tsx';
import { line } from '../../parts/icons.ts';
import type { ProductShelf } from '../../state/release-lines.ts';
import { useStatus, useZone } from '../../state/use.tsx';
import { channelName } from './version-signs.tsx';
import css from './downloads.module.css';

const words = text.window.downloads;

interface ShelfNotesProps {
  shelf: Shelf;
  product: ProductShelf;
  isChecking: boolean;
  onCheck: () => Promise<void>;
}

/** What there is to know about the list itself: what was refused, how old it is. Nothing, when all is well. */
export function ShelfNotes({ shelf, product, isChecking, onCheck }: ShelfNotesProps) {
  const zone = useZone();
  // Then a line above the page says so, and has the same button.
  const isAway = useStatus(({ cloud }) => cloud.state) === 'unreachable';
  const others = new Set(shelf.products.map((each) => each.product.id));
  // What was refused of a product without a tab is said on every one.
  const refused = shelf.refused.filter((each) => each.product === product.product.id || !others.has(each.product));
  if (refused.length === 0 && shelf.isCurrent && product.freshness === 'fresh') return null;
  return (
    <div className={css.shelfNotes}>
      {refused.map((each) => (
        <Refused key={`${each.product} ${each.channel}`} refused={each} name={nameOf(each.product, shelf)} />
      ))}
      {!shelf.isCurrent && (
        <p className={css.shelfNote}>
          <IconCloudOff {...line} />
          <span>{shelf.asOf === null ? words.asOfNever : words.asOf(dates.dayAndTime(shelf.asOf, zone))}</span>
          {!isAway && (
            <Button size="sm" variant="subtle" loading={isChecking} onClick={() => void onCheck()}>
              {words.checkAgain}
            </Button>
          )}
        </p>
      )}
      {product.freshness === 'unknown' && (
        <p className={css.shelfNote}>
          <IconClock {...line} />
          <span>
            {words.freshness} {words.freshnessNext}
          </span>
        </p>
      )}
    </div>
  );
}

/** As people call the product; made from its id where nothing else is known of it. */
export const nameOf = (id: string, { products }: Shelf): string =>
  products.find(({ product }) => product.id === id)?.product.name ?? id.slice(0, 1).toUpperCase() + id.slice(1);

/** A signed list that did not verify: why, what became of it, and whose move it is. */
export function Refused({ refused, name }: { refused: Shelf['refused'][number]; name: string }) {
  const { code } = refused.refusal;
  const { sentence } = text.refusals[code](refused.refusal as never);
  return (
    <Attention
      state="ended"
      title={words.refusedTitle(name, channelName(refused.channel))}
      ways={<CopyCode label={text.window.parts.code} value={code} />}
    >
      <p>
        {sentence} {words.refusedEffect}
      </p>
      <p>{words.refusedNext[code] ?? words.refusedNextElse}</p>
    </Attention>
  );
}
