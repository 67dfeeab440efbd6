import { Failure } from '#shared/errors.ts';
import type { IntakeItem, IntakeVerdict } from '#shared/models/offline.ts';
import { may } from '#shared/models/role.ts';
import { choose } from '../rules/intake-choice.ts';
import { daysOf, type DaysWish, requestVerdict } from '../rules/intake-verdict.ts';
import { issueRequest } from './issue.ts';
import type { CarriedRequest } from './open.ts';
import { forOthers, otherOrganization, type Plan, requestRow, stopped } from './rows.ts';
import type { IntakeWorld } from './world.ts';

/** What a request that is new comes to. */
export function planRequest(world: IntakeWorld, carried: CarriedRequest, item: IntakeItem): Plan {
  const { by, book, now } = world;
  const { machine, payload } = carried;
  const { organization } = book;
  const wish: DaysWish = { chosen: item.days, asked: payload.wanted?.days };
  const bare = { ...requestRow(carried), days: daysOf(wish, organization) };
  const trouble = notForHere(world, carried);
  if (trouble) return stopped(bare, trouble);
  const { license: chosen, person: named } = item;
  const choice = choose(book.candidates, { machine, wanted: payload.wanted, license: chosen, person: named }, by, now);
  if (choice === null) return stopped(bare, chosen === undefined ? noneFits(carried) : new Failure('not-found', {}));

  const { license, person } = choice;
  const row = {
    ...bare,
    person: book.people.get(person) ?? null,
    license: { id: license.id, name: license.words },
    licenseEndsAt: license.endsAt,
  };
  if (person !== by.person && !may(by.role, 'offline.for-others'))
    return stopped(row, new Failure('not-allowed', forOthers));
  const role = by.roleOf(person);
  const own = license.holders.get(machine) ?? null;
  const facts = {
    license,
    user: role === null ? null : { role, isAssigned: license.assignees.includes(person) },
    own,
    used: license.holders.size,
    others: own ? 0 : (world.places.get(machine)?.length ?? 0),
    wish,
    organization,
  };
  const outcome = requestVerdict(facts, now);
  const { days } = outcome;
  if (!outcome.granted) return stopped({ ...row, days, leaseEndsAt: own?.endsAt ?? null }, outcome.failure);
  const { endsAt, verdict } = outcome;
  license.holders.set(machine, { personId: person, endsAt });
  const planned = { ...row, days, leaseEndsAt: endsAt, verdict };
  const taking = { license: license.id, person, machine, wish, organization };
  return {
    row: planned,
    file: carried.file,
    act: (parts, context) => issueRequest(parts, context, { row: planned, carried, taking }),
  };
}

/** What stands against a request whatever it asks for. */
function notForHere(world: IntakeWorld, { machine, payload }: CarriedRequest): IntakeVerdict | Failure | null {
  const { by, book } = world;
  const places = world.places.get(machine) ?? [];
  const here = places.filter(({ id }) => id === book.organization.id);
  if (places.length > 0 && here.length === 0) return otherOrganization(world, places);
  // Who says that a machine is the same one with other parts vouches for it.
  const mayVouch = may(by.role, 'offline.for-others') || here.some(({ person }) => person === by.person);
  return payload.purpose === 'repair' && !mayVouch ? new Failure('not-allowed', forOthers) : null;
}

function noneFits({ payload: { wanted } }: CarriedRequest): Failure {
  return new Failure('no-license-fits', {
    wanted: wanted && [wanted.product, wanted.edition].filter((part) => part !== null).join(' '),
  });
}
