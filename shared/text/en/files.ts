/** The lines at the top of a signed file, for the person who carries it: what it is, what it is about, what to do next. */
export const files = {
  licenseFor: (machine: string, organizations: string) =>
    organizations ? `Greenroom license for ${machine} - ${organizations}` : `Greenroom license for ${machine}`,
  lease: (product: string, edition: string, leasedUntil: string, licenseEnds: string) =>
    `${product} ${edition} - leased until ${leasedUntil} - license ends ${licenseEnds}`,
  never: 'never',
  noLease: 'This machine holds no license',
  openLicenseOn: (machine: string) => `Next: open this file in Greenroom on ${machine}`,

  requestOf: {
    activate: (machine: string) => `Greenroom license request of ${machine}`,
    renew: (machine: string) => `Greenroom request of ${machine} to renew its license`,
    repair: (machine: string) => `Greenroom request of ${machine}, whose parts have changed`,
  },
  wanted: (product: string, days: string) => `Wanted: ${product}${days}`,
  anyLicense: 'a license, chosen by whoever answers',
  forDays: (days: number) => (days === 1 ? ' for 1 day' : ` for ${days} days`),
  untilLicenseEnds: ' until the license ends',
  useBy: (moment: string) => `To be answered by ${moment}`,
  answerRequest: 'Next: open this file in Greenroom on a computer with a network, or in the portal of your cloud',

  acknowledgementOf: (machine: string) => `Greenroom acknowledgement of ${machine}`,
  inUse: (sequence: number, since: string) => `Its license file number ${sequence} is in use since ${since}`,
  carryAlong: 'Next: open this file in Greenroom on a computer with a network, when there is a trip anyway',

  proofOf: (machine: string) => `Greenroom return proof of ${machine}`,
  givenBack: (license: string, moment: string) => `${license} - given back ${moment}`,
  freeSeat: 'Next: open this file in Greenroom on a computer with a network; that frees the seat',

  receiptFor: (machine: string) => `Greenroom return receipt for ${machine}`,
  seatFreed: (license: string, moment: string) => `${license} - seat freed ${moment}`,
  keepReceipt: (machine: string) => `Next: open this file in Greenroom on ${machine}, and keep it`,

  trustRootOf: (cloud: string, version: number) => `Greenroom trust root of ${cloud}, version ${version}`,
  fingerprint: (words: string) => `Fingerprint: ${words}`,
  compareFingerprint: 'Next: open this file in Greenroom, and compare the fingerprint with the one the cloud shows',

  indexOf: (product: string, channel: string) => `Greenroom releases of ${product}, channel ${channel}`,
  fresh: (issued: string, expires: string) => `Issued ${issued} - fresh until ${expires}`,
  releaseOf: (product: string, version: string, channel: string) =>
    `Greenroom release ${product} ${version}, channel ${channel}`,
  files: (count: number) => (count === 1 ? '1 file' : `${count} files`),
  keepBeside: 'Next: nothing by hand; Greenroom reads this file when it downloads',
};
