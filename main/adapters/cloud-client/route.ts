import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import tls, { type SecureContext } from 'node:tls';
import { HttpProxyAgent, HttpsProxyAgent } from 'hpagent';

export interface Route {
  agent: { http: HttpAgent; https: HttpsAgent };
  /** To name in a failure: without a password. */
  proxy: string | null;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Finds the way to an address: straight, or through the proxy that the environment names. Connections are kept. */
export function createRoutes(
  environment: Environment,
  { extraCertificate, connectTimeout }: { extraCertificate?: string; connectTimeout: number },
): (url: URL) => Route {
  const known = new Map<string, Route>();
  let trusted: SecureContext | undefined;
  return (url) => {
    const proxy = proxyFor(url, environment);
    const key = proxy ?? '';
    const found = known.get(key);
    if (found) return found;
    // The time-out is for the proxy itself: got's do not see it before it has let the call through.
    const through = proxy === null ? null : { keepAlive: true, proxy, timeout: connectTimeout };
    let https: HttpsAgent | undefined;
    const route = {
      agent: {
        http: through ? new HttpProxyAgent(through) : new HttpAgent({ keepAlive: true }),
        // Reading the certificates takes a tenth of a second: not for those who never need them.
        get https() {
          return (https ??= secureAgent(through));
        },
      },
      proxy: proxy === null ? null : nameOf(proxy),
    };
    known.set(key, route);
    return route;
  };

  function secureAgent(through: { proxy: string; timeout: number } | null): HttpsAgent {
    trusted ??= tls.createSecureContext({ ca: trustedCertificates(extraCertificate) });
    const options = { keepAlive: true, keepAliveMsecs: 30_000, maxSockets: 8, secureContext: trusted };
    return through ? new HttpsProxyAgent({ ...options, ...through }) : new HttpsAgent(options);
  }
}

/** The certificates Node brings and those of the system, where this Node can say: studios run authorities of their own. */
function trustedCertificates(extra: string | undefined): string[] | undefined {
  if (typeof tls.getCACertificates !== 'function') return extra ? [...tls.rootCertificates, extra] : undefined;
  const all = [...tls.getCACertificates('default'), ...tls.getCACertificates('system'), ...(extra ? [extra] : [])];
  return [...new Set(all)];
}

/** The proxy for an address, by the variables every tool reads. */
export function proxyFor(url: URL, environment: Environment): string | null {
  const read = (name: string) => environment[name.toLowerCase()] || environment[name.toUpperCase()] || '';
  const proxy = read(url.protocol === 'https:' ? 'https_proxy' : 'http_proxy') || read('all_proxy');
  if (proxy === '' || isLoopback(url.hostname) || isExcepted(url, read('no_proxy'))) return null;
  return URL.canParse(proxy) && /^https?:/.test(proxy) ? proxy : `http://${proxy}`;
}

const isLoopback = (host: string) => host === 'localhost' || host === '[::1]' || host.startsWith('127.');

function isExcepted(url: URL, list: string): boolean {
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      if (entry === '*') return true;
      const [, name = '', wanted] = /^\*?\.?(.*?)(?::(\d+))?$/.exec(entry) ?? [];
      const isHost = url.hostname === name || url.hostname.endsWith(`.${name}`);
      return isHost && (wanted === undefined || wanted === port);
    });
}

function nameOf(proxy: string): string {
  return URL.canParse(proxy) ? new URL(proxy).origin : proxy;
}
