import { lookup } from 'node:dns/promises';
import type { LookupAddress, LookupOptions } from 'node:dns';
import { OutgoingTrouble } from './port.ts';

/** What the addresses of a name are. */
export type Resolve = (name: string) => Promise<LookupAddress[]>;

export const systemResolve: Resolve = (name) => lookup(name, { all: true, order: 'verbatim' });

type Answer = (error: Error | null, address?: string | LookupAddress[], family?: number) => void;

/**
 * A `lookup` for sockets that gives them allowed addresses only. What it gives is what they connect to: the name is not
 * asked for again. Sockets do not call it for a host that is an address already.
 */
export function allowingLookup(resolve: Resolve, isAllowed: (address: string) => boolean) {
  return (name: string, options: LookupOptions, answer: Answer): void => {
    resolve(name).then(
      (found) => {
        const allowed = found.filter(({ address }) => isAllowed(address));
        const [first] = allowed;
        if (!first) answer(new OutgoingTrouble('address-refused', `${name} is not an address this cloud may call`));
        else if (options.all) answer(null, allowed);
        else answer(null, first.address, first.family);
      },
      (error: unknown) =>
        answer(new OutgoingTrouble('unknown-host', `nobody knows the name ${name}`, { cause: error })),
    );
  };
}
