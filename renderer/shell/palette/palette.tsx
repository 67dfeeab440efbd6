import { lazy, Suspense } from 'react';

const Contents = lazy(async () => ({ default: (await import('./contents.tsx')).PaletteContents }));

/** The command palette: Ctrl or ⌘ K. It knows the whole contract, so it is fetched after the page stands. */
export function Palette() {
  return (
    <Suspense fallback={null}>
      <Contents />
    </Suspense>
  );
}
