/** What the cloud says on its own terminal. */
export const cloud = {
  wrongSettings: (count: number) =>
    count === 1
      ? 'The cloud cannot start: one setting is wrong.'
      : `The cloud cannot start: ${count} settings are wrong.`,
  setting: {
    host: 'must be an IP address to listen on, such as 127.0.0.1 or 0.0.0.0',
    port: 'must be a port number from 0 to 65535 (0: any free one)',
    publicUrl: 'must be the address people open, such as https://greenroom.example',
    publicUrlMissing: 'is missing: others reach this cloud, so it must know the address they open (for links in mails)',
    databaseUrl: 'must be the address of a PostgreSQL database, such as postgres://greenroom@db.example/greenroom',
    secret: 'must have 32 characters or more; `openssl rand -base64 32` makes one',
    secretMissing:
      'is missing: with PostgreSQL every process needs the same one, and it is not kept in the database; `openssl rand -base64 32` makes one',
    name: 'must have 1 to 80 characters',
    smtpUrl: 'must be the address of a mail server, such as smtps://user:password@mail.example',
    smtpUrlMissing:
      'is missing: others reach this cloud, so invitations go by mail; the outbox page is for a cloud of this machine only',
    mailFrom: 'must be a mail address, such as Greenroom <greenroom@studio.example>',
    mailFromMissing: 'is missing: mails need a sender',
    trustedProxies: 'must be addresses or ranges of the proxies in front, such as 10.0.0.7,10.1.0.0/16',
    releases: 'must be a folder, or a bucket such as s3://releases or s3://releases/greenroom',
    releasesMissing:
      'is not set, and this cloud has no data folder to put releases into: set it to a folder that every process reaches, or to s3://bucket/prefix',
    releasesUrl:
      'must be the address of a web server in front of the releases, such as https://downloads.example/greenroom',
    s3Endpoint: 'must be the address of an S3-compatible server, such as https://s3.studio.example',
    s3EndpointAlone:
      'is set, but GREENROOM_RELEASES names no bucket: set that to s3://bucket/prefix, or leave this out',
    sampleReleases: 'must be full, small or none',
    outgoingPrivate: 'must be yes or no: whether webhooks and sign-on providers may lie in a private network',
    supportUrl: 'must be the https address of the support site, such as https://fathom.zendesk.com',
    supportEmail: 'must be a mail address: of the agent the token was made for, or of who is told of new tickets',
    supportEmailMissing: 'is missing: the support site needs the address of the agent the token was made for',
    supportToken: 'must be an API token of the support site, without spaces',
    supportTokenMissing: 'is missing: the support site is asked with an API token',
    supportJwtSecret: 'must be the secret of the support site’s single sign-on, 16 characters or more',
    supportAlone: 'is set, but there is no support site: set GREENROOM_SUPPORT_URL, or leave this out',
    logLevel: 'must be trace, debug, info, warn, error, fatal or silent',
  },
  ticket: {
    status: 'Status',
    person: 'Person',
    organization: 'Organization',
    product: 'Product',
    machine: 'Machine',
    file: (name: string, bytes: number, ticket: string, file: string) =>
      `${name}, ${bytes} bytes: ticket file --ticket ${ticket} --file ${file} --json`,
  },
  sampleAndEmpty: '--sample and --empty exclude each other.',
  portTaken: (host: string, port: number) => `Another program uses ${host}:${port}. Set GREENROOM_PORT to a free one.`,
  databaseUnreachable: (why: string) =>
    `The database cannot be reached: ${why}. Check DATABASE_URL, and that PostgreSQL 15 or newer runs there.`,
  wrongSecret:
    'The keys of this cloud were sealed with another secret. Set GREENROOM_SECRET to the one it was first started with.',
  tooManyKeys: 'names as many keys as a trust root can hold; revoke those that no machine needs any more first',
  portalNotBuilt: 'The pages of this cloud are not built yet. Run `npm run build`, then load this address again.',
  api: {
    title: 'Greenroom cloud',
    about:
      'Everything the Greenroom cloud does. Every operation is a POST with a JSON body; times are milliseconds since 1970, UTC.',
    contents: 'Contents',
    base: 'Base address:',
    input: 'Input',
    output: 'Answer',
    failures: 'May answer:',
    optional: ', optional',
    list: ' (a list of)',
    moment: 'moment (milliseconds)',
    needsNothing: 'Anybody may call it.',
    needsMachineKey: 'Called by machines: the call is signed with the machine’s own key.',
    needsSession: 'Whoever is signed in.',
    needsVendor: 'People marked as vendor.',
    keyScope: (scope: string) => `API keys with the scope ${scope}.`,
    noKey: 'Not with an API key.',
    needsPermission: (permission: string) => `Members with the permission ${permission}.`,
  },
  releaseStoreUnusable: (where: string, why: string) =>
    `The store of releases, ${where}, cannot be used: ${why}. Check GREENROOM_RELEASES, GREENROOM_S3_ENDPOINT, and the region and credentials the AWS SDK finds (AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, or a profile).`,
  dataFolderUnusable: (why: string) =>
    `The data folder cannot be used: ${why}. Set GREENROOM_DATA to a folder that can be written, with space left.`,
  inputNotJson: 'is not a JSON object',
  command: {
    serve: 'Serves the cloud; the same without any command',
    embedded: 'with SQLite in the data folder, whatever DATABASE_URL says',
    sample: 'fills an empty cloud with a sample studio',
    empty: 'fills in nothing: the first visitor sets the cloud up',
    parent: 'ends when standard input closes',
    grant: 'Marks a person as vendor of this cloud',
  },
  listening: (url: string) => `Greenroom cloud: ${url}`,
};
