/** What the companion's services say themselves; failures and notices have areas of their own. */
export const companion = {
  whichProduct: 'say for which product, so that whoever answers knows what the edition or the days are for',
  needsEncryption: 'the address must begin with https://; without encryption anybody on the network reads along',
  /** The heading of a notification outside the window. */
  endsSoon: (license: string, days: number) =>
    days <= 1 ? `${license}: one day left` : `${license}: ${days} days left`,
  /** Why something on a stick could not be read. */
  drives: {
    tooLarge: 'it is larger than 256 MB, and no Greenroom file is',
    tooMuch: 'there is more in it than Greenroom reads at once; split it',
    tooMany: (most: number) =>
      `there are more than ${most} files on this stick; put the Greenroom files into a folder of their own`,
    tooSlow: 'it took too long to read',
    noRights: 'this person may not read it',
    notThere: 'it is not there',
    noFile: 'it is no ordinary file',
    broken: (code: string) => (code === '' ? 'it cannot be read' : `the system reports ${code}`),
  },
};
