/** What the companion's services say themselves; failures and notices have areas of their own. */
export const companion = {
  needsEncryption: 'the address must begin with https://; without encryption anybody on the network reads along',
};
