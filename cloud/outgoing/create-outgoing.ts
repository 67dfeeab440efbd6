import { isIP } from 'node:net';
import type { CloudConfig } from '../config.ts';
import { standingOf } from './addresses.ts';
import { createSend } from './call.ts';
import { createFetch } from './fetch.ts';
import { type Resolve, systemResolve } from './lookup.ts';
import type { Outgoing } from './port.ts';

/** `resolve`: how names become addresses; faked in tests. */
export function createOutgoing(
  { isEmbedded, reachesPrivate }: Pick<CloudConfig, 'isEmbedded' | 'reachesPrivate'>,
  resolve: Resolve = systemResolve,
): Outgoing {
  const isAllowed = (isSecure: boolean) => (address: string) => {
    const standing = standingOf(address);
    if (!isSecure) return isEmbedded && reachesPrivate && standing === 'loopback';
    return standing === 'public' || (reachesPrivate && standing !== 'never');
  };

  const refusal: Outgoing['refusal'] = (typed) => {
    const url = URL.canParse(typed) ? new URL(typed) : null;
    const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:';
    if (url === null || !isWeb || url.username !== '' || url.password !== '') return 'not-an-address';
    const isSecure = url.protocol === 'https:';
    const host = hostOf(url);
    // Of http only this machine is left, and only its address says surely that it is meant.
    if (!isSecure && !(isEmbedded && (host === 'localhost' || standingOf(host) === 'loopback'))) return 'not-https';
    return isIP(host) !== 0 && !isAllowed(isSecure)(host) ? 'private' : null;
  };

  const send = createSend({ refusal, isAllowed, resolve });
  return { refusal, send, fetch: createFetch(send) };
}

/** Without the brackets that an IPv6 address has in an address. */
const hostOf = ({ hostname }: URL) => hostname.replace(/^\[|\]$/g, '');
