/** What the cloud says about releases. */
export const cloudReleases = {
  artifactTwice: (name: string) => `has ${name} twice, or a name that belongs to what lies beside it`,
  tooLarge: 'are too long: notes and artifacts together do not fit a release manifest',
  noKey:
    'have none for releases: this cloud is older than they are; `npm run cloud -- keys rotate --role release` makes one',
  linkRefused: 'This link is not good, or good no longer. Greenroom makes a new one.',
  fileGone: 'There is no such file here.',
};
