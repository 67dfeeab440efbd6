/** The page that lies on a stick beside a release, for whoever finds it there. */
export const carriedRelease = {
  title: (product: string, version: string) => `${product} ${version}`,
  whatItIs: (publisher: string) =>
    `This folder holds a release of ${publisher} with everything that proves where it comes from. It was made by Greenroom, for a machine without a network.`,
  addHeading: 'How to add it',
  add: [
    'Put the stick into the machine, and open Greenroom there.',
    'Choose Downloads, then Add from USB, and this release. In a terminal: greenroom library add.',
    'Greenroom checks every byte against the signed manifest in this folder, and only then gives the file its name.',
  ],
  fingerprint: (words: string) =>
    `If Greenroom does not know this publisher yet, it asks for the trust root in this folder. Compare its fingerprint with the one your administrator told you: ${words}`,
  filesHeading: 'What is in it',
  file: 'File',
  size: 'Size',
  checkHeading: 'How to check it without Greenroom',
  check: 'Open a terminal in this folder. Each of these says whether a file is what was published.',
  linux: 'Linux',
  macos: 'macOS',
  windows: 'Windows (PowerShell); compare what it prints with the SHA-256 above',
  minisign: 'minisign, which also says who signed it',
  keyHint:
    'The public key after -P is only worth as much as where you have it from: compare it with the one your publisher shows on its own pages.',
  moreHeading: 'What else is in this folder',
  more: 'The files that end in .release-manifest, .release-index and .trust-root are signed, and say what belongs to this release. A .chunks file lists the parts of a file, so that only what is damaged or new has to be copied. Nothing in this folder has to be opened by hand.',
};
