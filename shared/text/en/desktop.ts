export interface LeaseWords {
  product: string;
  edition: string;
  until: string;
}

/** What the desktop says outside its window. */
export const desktop = {
  open: 'Open Greenroom',
  quit: 'Quit Greenroom',
  noLease: 'No license on this machine',
  lease: {
    online: ({ product, edition, until }: LeaseWords) => `${product} ${edition}, leased until ${until}, renews itself`,
    offline: ({ product, edition, until }: LeaseWords) => `${product} ${edition}, offline until ${until}`,
  },
  /** Below the lease it is about. */
  endsSoon: {
    'offline-lease': (inDays: string) => `▲ The offline lease ends ${inDays}: renew it`,
    license: (inDays: string) => `▲ The license itself ends ${inDays}`,
  },
  cannotStart: 'Greenroom cannot start',
};
