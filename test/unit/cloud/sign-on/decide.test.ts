import { expect, it } from 'vitest';
import { decide, type Facts, type Known, type SignOnRefusal } from '#cloud/sign-on/decide.ts';

const jo: Known = { id: 'P-1', name: 'Jo', email: 'jo@studio.example', isMember: true, isLinked: false };
const facts: Facts = {
  claims: { email: 'jo@studio.example', isEmailVerified: true },
  domains: ['studio.example'],
  linked: null,
  byAddress: jo,
};
const linked = { ...jo, isLinked: true };

it.each<[string, Partial<Facts>, string | { refusal: SignOnRefusal }]>([
  ['a member whose address is of a proven domain', {}, 'P-1'],
  ['an address in capitals', { claims: { email: 'JO@STUDIO.EXAMPLE', isEmailVerified: true } }, 'P-1'],
  [
    'no address at the first time',
    { claims: { email: null, isEmailVerified: true }, byAddress: null },
    { refusal: 'no-address' },
  ],
  [
    'an address that is not verified',
    { claims: { email: 'jo@studio.example', isEmailVerified: false } },
    { refusal: 'address-not-verified' },
  ],
  ['no proven domain', { domains: [] }, { refusal: 'other-domain' }],
  [
    'a domain below a proven one',
    { claims: { email: 'jo@a.studio.example', isEmailVerified: true } },
    { refusal: 'other-domain' },
  ],
  [
    'a domain that ends alike',
    { claims: { email: 'jo@evil-studio.example', isEmailVerified: true } },
    { refusal: 'other-domain' },
  ],
  [
    'two @, the last of which counts',
    { claims: { email: 'jo@studio.example@evil.example', isEmailVerified: true } },
    { refusal: 'other-domain' },
  ],
  ['nobody here', { byAddress: null }, { refusal: 'not-a-member' }],
  [
    'somebody who is no member, answered like nobody',
    { byAddress: { ...jo, isMember: false } },
    { refusal: 'not-a-member' },
  ],
  ['another account of the provider than the linked one', { byAddress: linked }, { refusal: 'other-account' }],
  [
    'the linked account, whatever its address is by now',
    { linked, claims: { email: 'x@elsewhere.example', isEmailVerified: true }, byAddress: null },
    'P-1',
  ],
  [
    'the linked account, without an address',
    { linked, claims: { email: null, isEmailVerified: true }, byAddress: null },
    'P-1',
  ],
  ['the linked account with the address of somebody else', { linked, byAddress: { ...jo, id: 'P-2' } }, 'P-1'],
  ['a linked person who was removed', { linked: { ...linked, isMember: false } }, { refusal: 'not-a-member' }],
  [
    'a linked person whose address here is of no proven domain any more',
    { linked: { ...linked, email: 'jo@home.example' } },
    { refusal: 'other-domain' },
  ],
  [
    'a linked person, not verified',
    { linked, claims: { email: 'jo@studio.example', isEmailVerified: false } },
    { refusal: 'address-not-verified' },
  ],
])('A8: an organization’s provider speaks for its own people only: %s', (_, changed, decision) => {
  const decided = decide({ ...facts, ...changed });
  expect('person' in decided ? decided.person.id : decided).toEqual(decision);
});
