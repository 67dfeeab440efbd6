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
    logLevel: 'must be trace, debug, info, warn, error, fatal or silent',
  },
  sampleAndEmpty: '--sample and --empty exclude each other.',
  portTaken: (host: string, port: number) => `Another program uses ${host}:${port}. Set GREENROOM_PORT to a free one.`,
  databaseUnreachable: (why: string) =>
    `The database cannot be reached: ${why}. Check DATABASE_URL, and that PostgreSQL 15 or newer runs there.`,
  listening: (url: string) => `Greenroom cloud: ${url}`,
};
