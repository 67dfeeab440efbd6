import { useMemo, useRef } from 'react';
import type { Shelf } from '#shared/models/release.ts';
import { useIsNarrow } from '../../parts/side-panel.tsx';
import { chosenRelease, groupsOf, type ProductShelf } from '../../state/release-lines.ts';
import { panelId } from './product-tabs.tsx';
import { ReleaseView } from './release-view.tsx';
import { ShelfNotes } from './shelf-notes.tsx';
import { VersionList } from './version-list.tsx';
import css from './downloads.module.css';

interface ProductViewProps {
  shelf: Shelf;
  product: ProductShelf;
  version: string | undefined;
  isChecking: boolean;
  onCheck: () => Promise<void>;
  onChoose: (version: string) => void;
}

/** One product: its versions at the left, the one that is chosen beside them. */
export function ProductView({ shelf, product, version, isChecking, onCheck, onChoose }: ProductViewProps) {
  const narrow = useIsNarrow();
  const groups = useMemo(() => groupsOf(product.releases), [product.releases]);
  const release = chosenRelease(groups, version);
  const panel = useRef<HTMLDivElement>(null);
  return (
    <div className={css.product} id={panelId} role="tabpanel" aria-label={product.product.name}>
      {!narrow && release && (
        <VersionList
          label={product.product.name}
          groups={groups}
          chosen={release.version}
          onChoose={onChoose}
          onEnter={() => panel.current?.querySelector<HTMLElement>('[data-main-act]')?.focus()}
        />
      )}
      <div className={css.release} ref={panel}>
        <ShelfNotes shelf={shelf} product={product} isChecking={isChecking} onCheck={onCheck} />
        {release && (
          <ReleaseView
            key={release.version}
            publisher={shelf.publisher}
            product={product.product}
            releases={product.releases}
            groups={groups}
            release={release}
            onChoose={onChoose}
          />
        )}
      </div>
    </div>
  );
}
