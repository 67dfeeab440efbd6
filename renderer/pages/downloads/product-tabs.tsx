import { UnstyledButton } from '@mantine/core';
import { type KeyboardEvent, useRef } from 'react';
import type { ReleasedProduct } from '#shared/models/release.ts';
import { text } from '#shared/text/index.ts';
import { GlyphIcon } from '../../parts/product-glyph.tsx';
import css from './downloads.module.css';

const steps: Record<string, (at: number, last: number) => number> = {
  ArrowRight: (at, last) => (at === last ? 0 : at + 1),
  ArrowLeft: (at, last) => (at === 0 ? last : at - 1),
  Home: () => 0,
  End: (_, last) => last,
};

export const panelId = 'downloads-of-product';

interface ProductTabsProps {
  products: readonly ReleasedProduct[];
  chosen: string;
  onChoose: (product: string) => void;
}

/** The products the organization has licenses for: one stop of the keyboard, arrows inside. */
export function ProductTabs({ products, chosen, onChoose }: ProductTabsProps) {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    const at = products.findIndex(({ id }) => id === chosen);
    const next = products[step(at, products.length - 1)];
    if (!next) return;
    onChoose(next.id);
    list.current?.querySelector<HTMLElement>(`[data-tab="${next.id}"]`)?.focus();
  };
  return (
    <div className={css.tabs} role="tablist" aria-label={text.window.downloads.products} ref={list}>
      {products.map(({ id, name, glyph }) => (
        <UnstyledButton
          key={id}
          className={css.tab}
          role="tab"
          data-tab={id}
          aria-selected={id === chosen}
          aria-controls={id === chosen ? panelId : undefined}
          tabIndex={id === chosen ? 0 : -1}
          onKeyDown={onKeyDown}
          onClick={() => onChoose(id)}
        >
          <GlyphIcon glyph={glyph} />
          {name}
        </UnstyledButton>
      ))}
    </div>
  );
}
