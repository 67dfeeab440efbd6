import type { Person } from '#shared/models/person.ts';
import { domainOfAddress } from './domains.ts';

/** Why somebody whom a provider sent is not let in. */
export type SignOnRefusal = 'no-address' | 'address-not-verified' | 'other-domain' | 'not-a-member' | 'other-account';

/** A person of this cloud, as far as it matters here. */
export interface Known extends Person {
  /** Of the organization whose provider speaks. */
  isMember: boolean;
  /** They are linked to an account of this provider. */
  isLinked: boolean;
}

export interface Facts {
  claims: { email: string | null; isEmailVerified: boolean };
  /** The proven mail domains of the organization. */
  domains: readonly string[];
  /** Who is linked to this account of the provider. */
  linked: Known | null;
  /** Who has the address that the provider names. */
  byAddress: Known | null;
}

/**
 * Whom an organization's provider signs in. It has a word on a person only while their address here is of a domain that
 * the organization has proven, and they are its member: so it never reaches anybody else's account. The first time the
 * address decides; from then on the account at the provider does, and an address given to somebody else gains nothing.
 */
export function decide({ claims, domains, linked, byAddress }: Facts): { person: Person } | { refusal: SignOnRefusal } {
  if (!claims.isEmailVerified) return { refusal: 'address-not-verified' };
  if (linked === null && claims.email === null) return { refusal: 'no-address' };
  const address = linked?.email ?? claims.email ?? '';
  if (!domains.includes(domainOfAddress(address))) return { refusal: 'other-domain' };
  const person = linked ?? byAddress;
  // Nobody here, and somebody who is no member: answered alike, it is not told who has an account.
  if (person === null || !person.isMember) return { refusal: 'not-a-member' };
  if (linked === null && person.isLinked) return { refusal: 'other-account' };
  return { person };
}
