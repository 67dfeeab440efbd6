import { sizes } from '../sizes.ts';
import { counted } from './counted.ts';

/** Documentation and support: the links of the catalogue, and the documents of releases. */
export const help = {
  documentation: {
    title: 'Documentation',
    beside: 'Online, and to take along',
    emptyTitle: 'No documentation is linked',
    emptyBody: 'The vendor has not put any page into the catalogue for your products yet.',
  },
  everybody: 'For all products',
  kinds: {
    documentation: 'Manual',
    video: 'Video',
    guide: 'Guide',
    tickets: 'Tickets',
    contact: 'Contact',
    shop: 'Shop',
  },
  linksFailed: (sentence: string) => `What is online cannot be listed now. ${sentence}`,
  pdfsOf: (product: string) => `Documents of ${product} to take along`,
  pdfNamed: (product: string, title: string, version: string) => `${title} of ${product} ${version}`,
  pdfSecond: (version: string, type: string | null, size: number) =>
    [`Version ${version}`, type, sizes.bytes(size)].filter(Boolean).join(', '),
  olderVersions: (count: number) => `${counted(count, 'document')} of older versions`,
  fewerVersions: 'Without older versions',
  opens: (title: string) => `${title}, opens in the browser`,
  filter: 'Filter',
  nothingFound: (query: string) => `Nothing is called “${query}”.`,
};
