/** The lines at the top of a signed file, for the person who carries it. */
export const files = {
  licenseFor: (machine: string, organizations: string) =>
    organizations ? `Greenroom license for ${machine} - ${organizations}` : `Greenroom license for ${machine}`,
  lease: (product: string, edition: string, leasedUntil: string, licenseEnds: string) =>
    `${product} ${edition} - leased until ${leasedUntil} - license ends ${licenseEnds}`,
  never: 'never',
  noLease: 'This machine holds no license',
  openLicenseOn: (machine: string) => `Next: open this file in Greenroom on ${machine}`,
  trustRootOf: (cloud: string, version: number) => `Greenroom trust root of ${cloud}, version ${version}`,
  fingerprint: (words: string) => `Fingerprint: ${words}`,
  compareFingerprint: 'Next: open this file in Greenroom, and compare the fingerprint with the one the cloud shows',
};
