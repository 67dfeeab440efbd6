import { isIPv4, isIPv6 } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';
import { text } from '#shared/text/index.ts';
import type { S3Place } from './release-store/s3.ts';
import { supportContradictions, supportEnvironment, supportOf, type SupportConfig } from './support/settings.ts';

const say = text.cloud.setting;

/** `s3://bucket` or `s3://bucket/prefix`. */
const s3Place = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])((?:\/[\w-][\w.-]*)*)\/?$/;

/** What the environment may say, each with the sentence for a wrong value. */
const Environment = z.object({
  GREENROOM_HOST: z
    .string()
    .refine((host) => isIPv4(host) || isIPv6(host), say.host)
    .default('127.0.0.1'),
  GREENROOM_PORT: z
    .string()
    .regex(/^\d{1,5}$/, say.port)
    .transform(Number)
    .refine((port) => port <= 65_535, say.port)
    .optional(),
  GREENROOM_PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: say.publicUrl })
    .transform((url) => new URL(url).origin)
    .optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: say.databaseUrl }).optional(),
  GREENROOM_DATA: z.string().optional(),
  GREENROOM_SECRET: z.string().min(32, say.secret).optional(),
  GREENROOM_RELEASES: z
    .string()
    .refine((place) => !place.includes('://') || s3Place.test(place), say.releases)
    .optional(),
  GREENROOM_RELEASES_URL: z
    .url({ protocol: /^https?$/, error: say.releasesUrl })
    .regex(/^[^?#]*$/, say.releasesUrl)
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  GREENROOM_S3_ENDPOINT: z.url({ protocol: /^https?$/, error: say.s3Endpoint }).optional(),
  GREENROOM_SAMPLE_RELEASES: z.enum(['full', 'small', 'none'], say.sampleReleases).default('full'),
  GREENROOM_NAME: z.string().max(80, say.name).default('Greenroom'),
  GREENROOM_SMTP_URL: z.url({ protocol: /^smtps?$/, error: say.smtpUrl }).optional(),
  GREENROOM_MAIL_FROM: z.string().includes('@', say.mailFrom).optional(),
  GREENROOM_TRUSTED_PROXIES: z
    .string()
    .transform((list) => list.split(',').map((address) => address.trim()))
    .refine((list) => list.every(isAddressRange), say.trustedProxies)
    .optional(),
  GREENROOM_OUTGOING_PRIVATE: z.enum(['yes', 'no'], say.outgoingPrivate).optional(),
  ...supportEnvironment,
  GREENROOM_LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], say.logLevel)
    .default('info'),
});
type Environment = z.infer<typeof Environment>;

/** How this cloud runs. `embedded`: for one machine or studio, with its own data folder; otherwise on PostgreSQL. */
export interface CloudConfig {
  isEmbedded: boolean;
  name: string;
  host: string;
  port: number;
  /** The origin that people open. */
  publicUrl: string;
  store: { file: string } | { databaseUrl: string };
  /** Seals the private keys and signs the session tokens; the same in every process of one cloud. */
  secret: string;
  mail: { kind: 'outbox' } | { kind: 'smtp'; url: string; from: string };
  /** Where the files of releases are kept; null: nothing can be published. */
  releases: { folder: string } | S3Place | null;
  /** Of a plain web server or CDN in front of them, without a slash at its end; null: this cloud or the bucket serves them. */
  releasesUrl: string | null;
  /** Whether addresses that somebody typed may lead into private networks. */
  reachesPrivate: boolean;
  /** Where tickets are answered; left out: at the desk of this cloud. */
  support?: SupportConfig;
  logLevel: Environment['GREENROOM_LOG_LEVEL'];
  /** Proxies in front of this cloud, whose word on a caller's address is believed. */
  trustedProxies?: string[];
}

/** What the environment says; what it leaves open (`null`) is settled by embedded/settle.ts. */
export interface CloudSettings
  extends Pick<
    CloudConfig,
    | 'isEmbedded'
    | 'name'
    | 'host'
    | 'mail'
    | 'releases'
    | 'releasesUrl'
    | 'reachesPrivate'
    | 'support'
    | 'logLevel'
    | 'trustedProxies'
  > {
  port: number | null;
  publicUrl: string | null;
  databaseUrl: string | null;
  dataFolder: string | null;
  secret: string | null;
  /** What `--sample` makes to download. `small`: the same releases, of a megabyte or less. */
  sampleReleases: Environment['GREENROOM_SAMPLE_RELEASES'];
}

/** Settings that cannot be used: all of them at once. */
export class WrongSettings extends Error {
  readonly problems: readonly { setting: string; problem: string }[];
  constructor(problems: readonly { setting: string; problem: string }[]) {
    super(
      [text.cloud.wrongSettings(problems.length), ...problems.map((p) => `  ${p.setting} ${p.problem}`)].join('\n'),
    );
    this.problems = problems;
  }
}

/** Reads the environment. `isEmbedded`: asked for on the command line, whatever DATABASE_URL says. */
export function readSettings(environment: Record<string, string | undefined>, isEmbedded = false): CloudSettings {
  // A variable that is set to nothing counts as not set.
  const set = Object.entries(environment).filter(([, value]) => value?.trim());
  const read = Environment.safeParse(Object.fromEntries(set));
  const problems = read.success
    ? contradictions(read.data, isEmbedded)
    : read.error.issues.map((issue) => ({ setting: String(issue.path[0]), problem: issue.message }));
  if (!read.success || problems.length > 0) throw new WrongSettings(problems);

  const values = read.data;
  const databaseUrl = isEmbedded ? null : (values.DATABASE_URL ?? null);
  return {
    isEmbedded: databaseUrl === null,
    name: values.GREENROOM_NAME,
    host: values.GREENROOM_HOST,
    port: values.GREENROOM_PORT ?? null,
    publicUrl: values.GREENROOM_PUBLIC_URL ?? null,
    databaseUrl,
    dataFolder: values.GREENROOM_DATA ?? null,
    secret: values.GREENROOM_SECRET ?? null,
    sampleReleases: values.GREENROOM_SAMPLE_RELEASES,
    mail: mailOf(values),
    releases: releasesOf(values),
    releasesUrl: values.GREENROOM_RELEASES_URL ?? null,
    reachesPrivate: (values.GREENROOM_OUTGOING_PRIVATE ?? (databaseUrl === null ? 'yes' : 'no')) === 'yes',
    support: supportOf(values),
    logLevel: values.GREENROOM_LOG_LEVEL,
    trustedProxies: values.GREENROOM_TRUSTED_PROXIES,
  };
}

function contradictions(values: Environment, isEmbedded: boolean): { setting: string; problem: string }[] {
  const usesServer = values.DATABASE_URL !== undefined && !isEmbedded;
  const isShared = usesServer || !isLoopback(values.GREENROOM_HOST);
  const missing = (when: boolean, setting: keyof Environment, problem: string) =>
    when && values[setting] === undefined ? [{ setting, problem }] : [];
  return [
    ...missing(usesServer, 'GREENROOM_SECRET', say.secretMissing),
    ...missing(isShared, 'GREENROOM_PUBLIC_URL', say.publicUrlMissing),
    ...missing(isShared, 'GREENROOM_SMTP_URL', say.smtpUrlMissing),
    ...missing(values.GREENROOM_SMTP_URL !== undefined, 'GREENROOM_MAIL_FROM', say.mailFromMissing),
    ...supportContradictions(values),
    ...(values.GREENROOM_S3_ENDPOINT !== undefined && !values.GREENROOM_RELEASES?.startsWith('s3://')
      ? [{ setting: 'GREENROOM_S3_ENDPOINT', problem: say.s3EndpointAlone }]
      : []),
  ];
}

function releasesOf({
  GREENROOM_RELEASES: place,
  GREENROOM_S3_ENDPOINT: endpoint,
}: Environment): CloudConfig['releases'] {
  if (place === undefined) return null;
  const [, bucket, prefix = ''] = s3Place.exec(place) ?? [];
  if (bucket === undefined) return { folder: resolve(place) };
  return { bucket, prefix: prefix.slice(1), endpoint: endpoint ?? null };
}

function mailOf({ GREENROOM_SMTP_URL: url, GREENROOM_MAIL_FROM: from }: Environment): CloudConfig['mail'] {
  return url && from ? { kind: 'smtp', url, from } : { kind: 'outbox' };
}

export function isLoopback(host: string): boolean {
  return host === '::1' || host.startsWith('127.');
}

/** `10.0.0.7` or `10.0.0.0/8`. */
function isAddressRange(range: string): boolean {
  const [address = '', bits, ...more] = range.split('/');
  const widest = isIPv4(address) ? 32 : isIPv6(address) ? 128 : -1;
  return more.length === 0 && widest > 0 && (bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= widest));
}
