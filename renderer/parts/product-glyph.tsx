import {
  type Icon as TablerIcon,
  IconBrush,
  IconCube,
  IconFocus2,
  IconMovie,
  IconStack2,
  IconWaveSine,
} from '@tabler/icons-react';
import type { Glyph } from '#shared/models/catalogue.ts';
import { line } from './icons.ts';
import css from './product-glyph.module.css';

const glyphs = {
  layers: IconStack2,
  target: IconFocus2,
  film: IconMovie,
  brush: IconBrush,
  cube: IconCube,
  wave: IconWaveSine,
} satisfies Record<Glyph, unknown>;

/** The picture of a product beside its name, without a frame. */
export function GlyphIcon({ glyph }: { glyph: Glyph }) {
  const Icon = glyphs[glyph];
  return <Icon {...line} />;
}

/** The picture of a product, in its frame; `big` in a panel's head. */
export const ProductGlyph = ({ glyph, big = false }: { glyph: Glyph; big?: boolean }) => (
  <FramedIcon icon={glyphs[glyph]} big={big} />
);

/** Any picture in the same frame. */
export function FramedIcon({ icon: Icon, big = false }: { icon: TablerIcon; big?: boolean }) {
  return (
    <span className={css.frame} data-big={big || undefined} aria-hidden>
      <Icon size={big ? 20 : 16} stroke={1.75} />
    </span>
  );
}
