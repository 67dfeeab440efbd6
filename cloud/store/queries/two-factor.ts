import type { Kysely } from 'kysely';
import { Role, may } from '#shared/models/role.ts';
import type { Database } from '../schema.ts';

const takers = Role.options.filter((role) => may(role, 'license.take-floating'));

/** The licenses a person may use whose product cannot sign in with two-factor. */
export async function licensesWithoutTwoFactor(db: Kysely<Database>, person: string, now: number) {
  return db
    .selectFrom('license')
    .innerJoin('product', 'product.id', 'license.product_id')
    .innerJoin('edition', (join) =>
      join.onRef('edition.product_id', '=', 'license.product_id').onRef('edition.id', '=', 'license.edition_id'),
    )
    .innerJoin('organization', 'organization.id', 'license.organization_id')
    .innerJoin('member', 'member.organizationId', 'license.organization_id')
    .select([
      'license.id as license',
      'product.name as product',
      'edition.name as edition',
      'organization.name as organization',
    ])
    .where('signs_in_with_two_factor', '=', 0)
    .where('member.userId', '=', person)
    .where('revoked_at', 'is', null)
    .where((eb) => eb.or([eb('ends_at', 'is', null), eb('ends_at', '>', now)]))
    .where((eb) =>
      eb.or([
        eb.and([eb('license.kind', '=', 'floating'), eb('member.role', 'in', takers)]),
        eb.exists(
          eb
            .selectFrom('assignment')
            .select('assignment.license_id')
            .whereRef('assignment.license_id', '=', 'license.id')
            .where('assignment.person_id', '=', person),
        ),
      ]),
    )
    .orderBy('product.position')
    .orderBy('edition.position')
    .orderBy('license.id')
    .execute();
}
