import { Failure } from '#shared/errors.ts';
import { minute } from '#shared/models/time.ts';
import { retryAfter } from '#shared/retry-after.ts';

/** Where a call went: what a failure may name. */
export interface Way {
  /** The origin of the cloud. */
  url: string;
  /** The proxy in between, without its password; null for none. */
  proxy: string | null;
}

const tlsCodes = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REVOKED',
  'CERT_UNTRUSTED',
  'CERT_REJECTED',
  'HOSTNAME_MISMATCH',
  'INVALID_CA',
  'EPROTO',
]);
const isTls = (code: string) => tlsCodes.has(code) || code.startsWith('ERR_TLS_') || code.startsWith('ERR_SSL_');

/** What hpagent says when the proxy answers CONNECT with anything but 200, or nothing at all. */
const isProxyRefusal = (message: string) => message.startsWith('Bad response: ') || message === 'Proxy timeout';

/** Names what came between this machine and its cloud when no answer came. */
export function troubleOf(error: unknown, { url, proxy }: Way): Failure {
  const { code, message } = codeAndMessage(error);
  if (isTls(code)) return new Failure('cloud-untrusted-tls', { url, why: code }, { cause: error });
  const isFirstHop = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'].includes(code);
  if (proxy !== null && (isProxyRefusal(message) || isFirstHop))
    return new Failure('proxy-failed', { proxy }, { cause: error });
  return new Failure('cloud-unreachable', { url }, { cause: error });
}

/** got wraps what happened; the code is on the outside, the message sometimes only inside. */
function codeAndMessage(error: unknown): { code: string; message: string } {
  if (!(error instanceof Error)) return { code: '', message: String(error) };
  const inner = error.cause instanceof Error ? codeAndMessage(error.cause) : { code: '', message: '' };
  const own = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const isOwnWord = own !== '' && own !== 'ERR_GOT_REQUEST_ERROR';
  return { code: isOwnWord ? own : inner.code, message: error.message || inner.message };
}

/** An answer as it came, before anybody believes it. */
export interface RawAnswer {
  status: number;
  retryAfter: string | undefined;
  body: string;
}

/** Says why an answer cannot be one of a Greenroom cloud; null when it has the right form. */
export function foreignAnswer({ status, retryAfter: wanted, body }: RawAnswer, { url, proxy }: Way): Failure | null {
  if (isRpcAnswer(status, body)) return null;
  if (proxy !== null && status === 407) return new Failure('proxy-failed', { proxy });
  if (status === 429) {
    const wait = retryAfter(wanted, Date.now()) || minute;
    return new Failure('too-many-attempts', { retryAfterSeconds: Math.ceil(wait / 1_000) });
  }
  // A gateway whose own cloud is gone: nobody answered, rather than somebody else.
  if (status === 502 || status === 503 || status === 504)
    return proxy !== null && url.startsWith('http:')
      ? new Failure('proxy-failed', { proxy })
      : new Failure('cloud-unreachable', { url });
  return new Failure('not-a-greenroom-cloud', { url });
}

function isRpcAnswer(status: number, body: string): boolean {
  const answer = parse(body);
  if (!isObject(answer) || !('json' in answer)) return false;
  if (status >= 200 && status < 300) return true;
  return status >= 400 && isObject(answer.json) && typeof answer.json.code === 'string';
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
