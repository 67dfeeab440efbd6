import { Resolver } from 'node:dns/promises';
import { isCode } from '../embedded/kept.ts';
import type { Dns } from '../ports.ts';

/** The domain name system, as this machine is told to ask it. */
export const systemDns: Dns = {
  async txt(domain) {
    const resolver = new Resolver({ timeout: 3_000, tries: 2 });
    try {
      // A long record comes in parts.
      return (await resolver.resolveTxt(domain)).map((parts) => parts.join(''));
    } catch (error) {
      return isCode(error, 'ENODATA') || isCode(error, 'ENOTFOUND') ? [] : null;
    }
  },
};
