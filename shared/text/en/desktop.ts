/** What the desktop says outside its window. */
export const desktop = {
  open: 'Open Greenroom',
  quit: 'Quit Greenroom',
  noLease: 'No license on this machine',
  lease: ({ product, edition, until }: { product: string; edition: string; until: string }) =>
    `${product} ${edition}, leased until ${until}`,
  cannotStart: 'Greenroom cannot start',
};
