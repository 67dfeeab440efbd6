/** Documentation and support: the links of the catalogue. */
export const help = {
  documentation: {
    title: 'Documentation',
    beside: 'Manuals, guides and videos of your products',
    emptyTitle: 'No documentation is linked',
    emptyBody: 'The vendor has not put any page into the catalogue for your products yet.',
  },
  support: {
    title: 'Support',
    beside: 'Tickets, contact, guides',
    emptyTitle: 'No support page is linked',
    emptyBody: 'The vendor has not put any support page into the catalogue yet.',
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
  opens: (title: string) => `${title}, opens in the browser`,
  filter: 'Filter',
  nothingFound: (query: string) => `Nothing is called “${query}”.`,
};
