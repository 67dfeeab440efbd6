import { Failure } from '#shared/errors.ts';
import type { PeopleLine, PeopleProblem, PeopleStep } from '#shared/models/people-file.ts';
import { rolesIn } from '#shared/models/role.ts';
import { countOwners } from '../auth/memberships.ts';
import { callerOf, type CloudParts, type GuardedContext, placeOf } from '../context.ts';
import { csvRecord } from '#shared/csv.ts';
import {
  columns,
  noLicenses,
  type PeopleFacts,
  planOf,
  readPeopleFile,
  type WantedLine,
} from '../rules/people-file.ts';
import { findLicenses } from '../store/queries/license.ts';
import { exportedPeople, peopleByAddress } from '../store/queries/people-file.ts';
import { roleSetOf } from '../store/queries/organization.ts';
import { pendingOf } from '../store/queries/team.ts';
import { assignLicenses, unassignLicenses } from './assignment.ts';
import { os } from './base.ts';
import { invitePeople } from './team-invite.ts';
import { setRole } from './team-role.ts';

/** Lines of an exported part. */
const partLength = 1_000;

/**
 * People as a file. What a line says is done by the same acts as by hand, each in a transaction of its own: what is as it
 * says already is left alone, so a file may be applied again, and goes on where it stopped.
 */
export function peopleFileOperations(parts: CloudParts) {
  const { store, clock } = parts;
  return {
    export: os.peopleFile.export.handler(async ({ context, input: { offset } }) => {
      const now = clock.now();
      const people = await exportedPeople(store.db, placeOf(context).organization, { offset, limit: partLength, now });
      const records = people.map(({ email, name, role, licenses, state }) =>
        csvRecord([
          email,
          name,
          role,
          licenses.map(({ id }) => id).join(' ') || noLicenses,
          licenses.map((license) => license.name).join('; '),
          state,
        ]),
      );
      const text = [...(offset === 0 ? [csvRecord(columns)] : []), ...records].join('');
      const next = people.length < partLength ? null : offset + people.length;
      return { text, rows: people.length, next };
    }),

    preview: os.peopleFile.preview.handler(async ({ context, input }) => {
      const { lines, ignored } = readOrRefuse(input.text);
      return { ignored, lines: planOf(lines, await factsFor(parts, context, lines), clock.now()) };
    }),

    apply: os.peopleFile.apply.handler(async ({ context, input }) => {
      const wanted = new Set(input.lines);
      const { lines } = readOrRefuse(input.text);
      const chosen = lines.filter(({ line }) => wanted.has(line));
      const planned = planOf(chosen, await factsFor(parts, context, chosen), clock.now());
      const done: PeopleLine[] = [];
      for (const line of planned) done.push(await carryOut(parts, { ...context, write: store.write }, line, chosen));
      return { lines: done };
    }),
  };
}

function readOrRefuse(text: string) {
  const file = readPeopleFile(text);
  if ('why' in file) throw new Failure('not-a-people-file', file);
  return file;
}

async function factsFor(
  { store: { db }, clock }: CloudParts,
  context: GuardedContext,
  lines: readonly WantedLine[],
): Promise<PeopleFacts> {
  const { organization, role } = placeOf(context);
  const emails = [...new Set(lines.flatMap(({ email }) => email ?? []))];
  const people = await peopleByAddress(db, organization, emails);
  const pending = await pendingOf(db, organization, emails);
  const held = [...people.values()].flatMap(({ licenses, seats }) => [
    ...licenses,
    ...seats.map((seat) => seat.license),
  ]);
  const ids = [...new Set([...lines.flatMap(({ licenses }) => licenses ?? []), ...held])];
  const licenses = ids.length === 0 ? [] : await findLicenses(db, ids);
  return {
    me: { id: callerOf(context).person.id, role },
    roles: rolesIn(await roleSetOf(db, organization)),
    owners: await countOwners(db, organization),
    people,
    invited: new Set(pending.filter(({ expiresAt }) => expiresAt > clock.now()).map(({ email }) => email)),
    licenses: new Map(
      licenses.filter((license) => license.organization === organization).map((license) => [license.id, license]),
    ),
  };
}

/** Does the steps of a line one after the other; what is refused meanwhile ends it, and is named. */
async function carryOut(
  parts: CloudParts,
  context: GuardedContext,
  planned: PeopleLine,
  lines: readonly WantedLine[],
): Promise<PeopleLine> {
  const { email } = lines.find(({ line }) => line === planned.line) ?? {};
  const done: PeopleStep[] = [];
  for (const step of planned.steps) {
    try {
      await take(parts, context, step, email ?? '');
      done.push(step);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return { ...planned, steps: done, problem: { why: problemOf(error), what: planned.email } };
    }
  }
  return planned;
}

async function take(parts: CloudParts, context: GuardedContext, step: PeopleStep, email: string): Promise<void> {
  if (step.kind === 'invite') {
    const licenses = step.licenses.map(({ id }) => id);
    const { addresses } = await invitePeople(parts, context, { addresses: [email], role: step.role, licenses });
    if (addresses[0]?.invitation === null) throw new Failure('not-found', {});
    return;
  }
  const found = await peopleByAddress(parts.store.db, placeOf(context).organization, [email]);
  const person = found.get(email)?.id;
  if (person === undefined) throw new Failure('not-found', {});
  if (step.kind === 'set-role') {
    await setRole(parts, context, { person, role: step.to });
    return;
  }
  const licenses = step.licenses.map(({ id }) => id);
  if (step.kind === 'assign') await assignLicenses(parts, context, { licenses, person });
  else await unassignLicenses(parts, context, { licenses, person });
}

const sameNames = ['not-allowed', 'role-not-offered', 'last-owner', 'seat-is-offline'] as const;

/** Anything else was in order when the file was read. */
const problemOf = ({ code }: Failure): PeopleProblem =>
  sameNames.find((name) => name === code) ??
  (code === 'license-ended' || code === 'license-revoked' ? 'license-over' : 'changed-meanwhile');
