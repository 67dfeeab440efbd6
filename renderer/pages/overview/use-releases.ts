import { useMemo } from 'react';
import { examplesOf, newsOf } from '../../state/news.ts';
import { useShelf, useStatus } from '../../state/use.tsx';
import { platformOfBrowser } from '../downloads/platform-of-browser.ts';

/** What was released for the products of the organization, for this machine or this browser. */
export function useReleases() {
  const shelf = useShelf().value;
  const platform = useStatus((status) => status.machine.platform) ?? platformOfBrowser(navigator.userAgent);
  const news = useMemo(() => (shelf ? newsOf(shelf, platform) : []), [shelf, platform]);
  const examples = useMemo(() => (shelf ? examplesOf(shelf, platform) : []), [shelf, platform]);
  return { shelf, news, examples };
}
