import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { CloudConfig, CloudSettings } from '../config.ts';
import { defaultDataFolder, makeDataFolder } from './data-folder.ts';
import { kept } from './kept.ts';
import { freePort } from './port.ts';

const serverPort = 7420;

/**
 * Settles what the settings leave open. An embedded cloud makes it once and keeps it in its data folder.
 * `isServing`: this process listens itself; a command only names the address of the one that does.
 */
export async function settle(settings: CloudSettings, { isServing = true } = {}): Promise<CloudConfig> {
  const { databaseUrl, secret } = settings;
  if (databaseUrl === null) return settleEmbedded(settings, isServing);
  if (secret === null) throw new Error('settings of a cloud with a database server come with a secret');
  const { dataFolder } = settings;
  const releases = settings.releases ?? (dataFolder === null ? null : releasesIn(dataFolder));
  return finish(settings, { port: settings.port ?? serverPort, secret, store: { databaseUrl }, releases });
}

async function settleEmbedded(settings: CloudSettings, isServing: boolean): Promise<CloudConfig> {
  const folder = settings.dataFolder ?? defaultDataFolder(process.platform, process.env);
  await makeDataFolder(folder);
  const secret = settings.secret ?? (await kept(folder, 'secret', () => randomBytes(32).toString('base64')));
  const store = { file: join(folder, 'cloud.sqlite') };
  const releases = settings.releases ?? releasesIn(folder);
  return finish(settings, { port: await portFor(settings, folder, isServing), secret, store, releases });
}

const releasesIn = (dataFolder: string) => ({ folder: join(dataFolder, 'releases') });

/** The same address at every start; another one for as long as somebody else uses its port. */
async function portFor({ port, host }: CloudSettings, folder: string, isServing: boolean): Promise<number> {
  if (port !== null) return port === 0 ? freePort(host) : port;
  const usual = await kept(folder, 'port', async () => String(await freePort(host)));
  return isServing ? freePort(host, Number(usual)) : Number(usual);
}

function finish(
  settings: CloudSettings,
  settled: Pick<CloudConfig, 'port' | 'secret' | 'store' | 'releases'>,
): CloudConfig {
  const { isEmbedded, name, host, mail, releasesUrl, reachesPrivate, logLevel, trustedProxies } = settings;
  const { support } = settings;
  const publicUrl = settings.publicUrl ?? `http://${host.includes(':') ? `[${host}]` : host}:${settled.port}`;
  const given = { isEmbedded, name, host, mail, releasesUrl, reachesPrivate, logLevel, trustedProxies };
  return { ...given, support, publicUrl, ...settled };
}
