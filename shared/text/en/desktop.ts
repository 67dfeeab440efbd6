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
  transfers: {
    running: (count: number) => (count === 1 ? '1 transfer is running' : `${count} transfers are running`),
    waiting: (count: number) =>
      count === 1 ? '1 transfer waits for the network' : `${count} transfers wait for the network`,
  },
  cannotStart: 'Greenroom cannot start',
};
