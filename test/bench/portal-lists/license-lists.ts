import type { MeasuredList } from './list.ts';

/** Licenses, for whoever manages them and for whoever uses them. */
export const licenseLists: readonly MeasuredList[] = [
  {
    what: 'license.mine',
    ask: ({ cloud, collector }) => cloud.as(collector).license.mine({}),
  },
];
