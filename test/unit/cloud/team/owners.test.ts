import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { addMember } from '#cloud/auth/people.ts';
import { Role } from '#shared/models/role.ts';
import { licensingCloud } from '../../../support/licensing-cloud.ts';
import { forEachEngine } from '../../../support/store.ts';

const count = 4;
const who = fc.nat({ max: count - 1 });
const step = fc.oneof(
  fc.record({ act: fc.constant('setRole' as const), by: who, to: who, role: fc.constantFrom(...Role.options) }),
  fc.record({ act: fc.constant('remove' as const), by: who, to: who }),
  fc.record({ act: fc.constant('leave' as const), by: who }),
  fc.record({ act: fc.constant('offer' as const), by: who, to: who }),
  fc.record({ act: fc.constantFrom('accept' as const, 'decline' as const, 'withdraw' as const), by: who }),
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

forEachEngine((engine) => {
  it('T6: whatever people do to each other, one after the other or at once, there is always an Owner', async () => {
    const cloud = await licensingCloud(engine);
    cloud.parts.auth.checkPassword = async () => {};
    const people = await Promise.all(
      Array.from({ length: count }, (_, index) => cloud.addPerson(`Person${index}`, {})),
    );
    let done = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { maxLength: 12 }), async (history) => {
        const organization = await cloud.addOrganization('Studio');
        const roles: Role[] = ['owner', 'manager', 'manager', 'editor'];
        for (const [index, { id }] of people.entries()) await join(cloud, organization, id, roles[index] ?? 'member');
        for (const atOnce of history) {
          const results = await Promise.allSettled(atOnce.map((one) => take(organization, one)));
          done += results.filter(({ status }) => status === 'fulfilled').length;
          const owners = await cloud.store.db
            .selectFrom('member')
            .select('id')
            .where('organizationId', '=', organization)
            .where('role', '=', 'owner')
            .execute();
          expect(owners.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 25 },
    );
    // A test in which everything is refused would prove nothing.
    expect(done).toBeGreaterThan(20);

    async function take(organization: string, one: Step): Promise<unknown> {
      const { team } = cloud.as(people[one.by]);
      const person = 'to' in one ? (people[one.to]?.id ?? '') : '';
      if (one.act === 'setRole') return team.setRole({ organization, person, role: one.role });
      if (one.act === 'remove') return team.remove({ organization, people: [person] });
      if (one.act === 'leave') return team.leave({ organization });
      if (one.act === 'offer') return team.offerOwnership({ organization, person, name: 'Studio', password: 'x' });
      const [open] = await cloud.store.db
        .selectFrom('ownership_offer')
        .select('id')
        .where('organization_id', '=', organization)
        .where('ended_at', 'is', null)
        .execute();
      const answer = { organization, offer: open?.id ?? 'H-none' };
      if (one.act === 'accept') return team.acceptOwnership(answer);
      return one.act === 'decline' ? team.declineOwnership(answer) : team.withdrawOwnership(answer);
    }
  });
});

async function join(
  { store, parts }: Awaited<ReturnType<typeof licensingCloud>>,
  organization: string,
  person: string,
  role: Role,
): Promise<void> {
  await store.write((tx) => addMember(tx, parts, { organizationId: organization, personId: person, role }));
}
