import type { Role } from '#shared/models/role.ts';
import { minute, type Moment } from '#shared/models/time.ts';
import { isoOf } from '#cloud/store/moment.ts';
import type { Store } from '#cloud/store/open.ts';
import { inPortions } from './in-portions.ts';
import { drawn, personId, type Sizes } from './sizes.ts';

const first = ['Amara', 'Ben', 'Chiara', 'Dag', 'Elif', 'Frode', 'Grete', 'Hugo', 'Ines', 'Jo', 'Kari', 'Liv', 'Mona'];
const last = ['Aas', 'Berg', 'Costa', 'Dahl', 'Eide', 'Fossum', 'Gupta', 'Hansen', 'Ito', 'Jensen', 'Kaya', 'Lund'];

/** Everybody: name, address, role. Names come several times, addresses do not. */
export async function seedPeople(store: Store, organization: string, { people }: Sizes, now: Moment): Promise<void> {
  const times = { createdAt: isoOf(now), updatedAt: isoOf(now) };
  await inPortions(store, people, async (tx, some) => {
    await tx
      .insertInto('user')
      .values(some.map((at) => ({ ...personOf(at), ...times })))
      .execute();
    const details = some.map((at) => ({ person_id: personId(at), default_organization_id: null, is_vendor: 0 }));
    await tx.insertInto('person_details').values(details).execute();
    const members = some.map((at) => ({
      id: `B-${at}`,
      organizationId: organization,
      userId: personId(at),
      role: roleOf(at),
      createdAt: isoOf(now - drawn(11, at, 1_000_000) * minute),
    }));
    await tx.insertInto('member').values(members).execute();
  });
}

function personOf(at: number) {
  const name = `${first[at % first.length]} ${last[Math.floor(at / first.length) % last.length]}`;
  const email = `${name.toLowerCase().replace(' ', '.')}.${at}@northlight.example`;
  return { id: personId(at), name, email, emailVerified: drawn(12, at, 20) === 0 ? (0 as const) : (1 as const) };
}

function roleOf(at: number): Role {
  const of100 = drawn(13, at, 100);
  return of100 === 0 ? 'manager' : of100 < 12 ? 'editor' : of100 < 16 ? 'reader' : 'member';
}
