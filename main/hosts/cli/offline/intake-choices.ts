import { misused } from '#shared/arguments/read.ts';
import { Failure } from '#shared/errors.ts';
import type { IntakeItem, IntakeRow } from '#shared/models/offline.ts';
import type { Membership } from '#shared/models/person.ts';
import { may } from '#shared/models/role.ts';
import { text } from '#shared/text/index.ts';
import type { CompanionClient } from '../../../owner.ts';

const words = text.cli.offline;
/** Requests are spread over so many licenses of one product. */
const mostLicenses = 200;

export interface Choices {
  organization?: string | undefined;
  license?: string | undefined;
  product?: string | undefined;
  edition?: string | undefined;
  days?: number | null | undefined;
  person?: string | undefined;
}

type Choice = Omit<IntakeItem, 'text'>;

export interface Chosen {
  organization: string;
  /** Of the organization: leases end by its clock. */
  timeZone: string;
  /** Licenses of the product that was named; empty: the cloud suggests. */
  licenses: { id: string; free: number }[];
  /** What goes with every file. */
  choice: Choice;
}

/** What was typed, in the ids the cloud knows. */
export async function choose({ companion, cloud }: CompanionClient, typed: Choices): Promise<Chosen> {
  if (typed.edition !== undefined && typed.product === undefined) throw misused('--edition', words.editionNeedsProduct);
  if (typed.license !== undefined && typed.product !== undefined) throw misused('--license', words.onePlace);
  const { current, memberships } = await companion.organization.list({});
  const organization = typed.organization ?? current;
  const membership = memberships.find((one) => one.organization.id === organization);
  if (organization === null || !membership) throw new Failure('not-found', {});
  const person = typed.person?.includes('@') ? await personAt(cloud, organization, typed.person) : typed.person;
  return {
    organization,
    timeZone: membership.timeZone,
    licenses: typed.product === undefined ? [] : await licensesOf(cloud, membership, typed.product, typed.edition),
    choice: {
      ...(typed.license !== undefined && { license: typed.license }),
      ...(typed.days !== undefined && { days: typed.days }),
      ...(person !== undefined && { person }),
    },
  };
}

async function personAt(cloud: CompanionClient['cloud'], organization: string, address: string): Promise<string> {
  const find = address.trim().slice(0, 254);
  const { entries } = await cloud.team.list({ organization, find, states: ['verified', 'unverified'], limit: 200 });
  const people = entries.flatMap((entry) => (entry.kind === 'person' ? [entry.person] : []));
  const found = people.find(({ email }) => email.toLowerCase() === address.toLowerCase());
  if (!found) throw misused('--person', words.notAPerson(address));
  return found.id;
}

/** As a Manager finds them, or those that somebody may use. */
async function licensesOf(
  cloud: CompanionClient['cloud'],
  { organization, role }: Pick<Membership, 'organization' | 'role'>,
  product: string,
  edition?: string,
) {
  const wanted = { organization: organization.id, limit: mostLicenses };
  const found = may(role, 'license.view-all')
    ? (await cloud.license.search({ ...wanted, product, edition })).rows.flatMap(({ state, id, seats, inUse }) =>
        state === 'free' || state === 'in-use' ? [{ id, free: seats - inUse }] : [],
      )
    : (await cloud.license.usable({ ...wanted, text: product })).rows.flatMap((row) =>
        row.product.id === product &&
        (edition === undefined || row.edition.id === edition) &&
        (row.availability === 'free' || row.availability === 'in-use')
          ? [{ id: row.id, free: row.seats - row.leases.length }]
          : [],
      );
  const named = [product, edition].filter(Boolean).join(' ');
  if (found.length === 0) throw misused('--product', words.noLicenseOf(named));
  return found;
}

/**
 * Spreads requests over the licenses of one product: a machine keeps the seat it has, the others take what is free. The last
 * license takes who is left, so that the cloud says why there is no seat.
 */
export function spread(rows: readonly IntakeRow[], licenses: Chosen['licenses']): Choice[] {
  const free = new Map(licenses.map((license) => [license.id, license.free]));
  return rows.map(({ kind, license, verdict }) => {
    if (kind !== 'request' || licenses.length === 0) return {};
    const isKept = verdict.code === 'answered-before' || (verdict.code === 'ready' && verdict.seat === 'kept');
    if (isKept && license && free.has(license.id)) return { license: license.id };
    const [next = licenses.at(-1)?.id ?? ''] = licenses.map(({ id }) => id).filter((id) => (free.get(id) ?? 0) > 0);
    free.set(next, (free.get(next) ?? 0) - 1);
    return { license: next };
  });
}
