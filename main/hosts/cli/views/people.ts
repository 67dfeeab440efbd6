import type { Membership, SignedIn } from '#shared/models/person.ts';
import { text } from '#shared/text/index.ts';
import type { Style } from './style.ts';
import { table } from './table.ts';

const words = text.cli.people;

export function signedIn({ person, memberships }: SignedIn, style: Style): string {
  return `${words.signedIn(style.strong(person.name), person.email)}\n\n${organizations(null, memberships, style)}`;
}

/** `current`: where the person works now; null: their default. */
export function organizations(current: string | null, memberships: readonly Membership[], style: Style): string {
  const here = current ?? memberships.find(({ isDefault }) => isDefault)?.organization.id;
  const rows = memberships.map(({ organization, role, roleSet, isDefault }) => [
    organization.id === here ? style.tally('here', words.current) : '',
    style.strong(organization.name),
    text.roleName(role, roleSet),
    isDefault ? words.isDefault : '',
    organization.id,
  ]);
  return table({ headings: words.headings }, rows, words.noOrganization, style);
}
