import { CsvError, parse } from 'csv-parse/sync';
import { readAddress } from '#shared/models/addresses.ts';
import { mostLines, type PeopleLine, type PeopleProblem, type PeopleStep } from '#shared/models/people-file.ts';
import { may, Role } from '#shared/models/role.ts';
import type { Moment } from '#shared/models/time.ts';
import type { LeaseFacts, LicenseFacts } from './facts.ts';
import { unassignVerdict } from './change-many.ts';
import { roleChangeRefusal } from './team.ts';
import { lossOfRight } from './unassign.ts';
import { hasRight, phase } from './use.ts';

/** What a line wants. `null`: it says nothing about this. */
export interface WantedLine {
  line: number;
  written: string;
  email: string | null;
  role: string | null;
  licenses: string[] | null;
}

/** Why a text is no file of people. */
export type NotAFile = { why: 'no-email-column' | 'too-many-lines' | 'unreadable'; what: string };

export const columns = ['email', 'name', 'role', 'licenses', 'license names', 'state'] as const;
/** Written where somebody is to have no license at all. */
export const noLicenses = 'none';
const read = new Set<string>(['email', 'role', 'licenses']);
/** A Manager is called Admin where the organization has chosen the simple roles. */
const otherNames: Record<string, string> = { admin: 'manager' };

/** Reads a CSV file, whatever a spreadsheet makes of it: comma, semicolon or tab, with or without the mark of UTF-8. */
export function readPeopleFile(text: string): { lines: WantedLine[]; ignored: string[] } | NotAFile {
  const rows = recordsOf(text);
  if ('why' in rows) return rows;
  const [head = [], ...body] = rows;
  const names = head.map((name) => name.trim().toLowerCase());
  if (!names.includes('email')) return { why: 'no-email-column', what: head.join(', ').slice(0, 200) };
  if (body.length > mostLines) return { why: 'too-many-lines', what: String(mostLines) };
  const lines = body.map((cells, at): WantedLine => {
    const cell = (name: string) => (cells[names.indexOf(name)] ?? '').trim();
    const written = cell('email');
    const [role, licenses] = [cell('role').toLowerCase(), cell('licenses')];
    return {
      line: at + 2,
      written,
      email: readAddress(written).email,
      role: role === '' ? null : (otherNames[role] ?? role),
      licenses: licenses === '' ? null : licenses.toLowerCase() === noLicenses ? [] : licenses.split(/[\s;,]+/),
    };
  });
  return { lines, ignored: names.filter((name) => name !== '' && !read.has(name)) };
}

function recordsOf(text: string): string[][] | NotAFile {
  try {
    const [first = ''] = text.split(/\r?\n/, 1);
    const counted = [',', ';', '\t'].map((delimiter) => ({ delimiter, count: first.split(delimiter).length }));
    const { delimiter = ',' } = counted.toSorted((a, b) => b.count - a.count)[0] ?? {};
    return parse(text, { bom: true, delimiter, relax_column_count: true, skip_empty_lines: true });
  } catch (error) {
    if (error instanceof CsvError) return { why: 'unreadable', what: error.message.slice(0, 200) };
    throw error;
  }
}

export interface KnownPerson {
  id: string;
  role: Role;
  /** Licenses they are assigned to. */
  licenses: ReadonlySet<string>;
  /** The seats they hold, also of licenses that only their role lets them use. */
  seats: readonly (LeaseFacts & { license: string })[];
}

/** A license of the organization, with its name in words. */
export interface KnownLicense extends LicenseFacts {
  id: string;
  words: string;
}

/** What is known of the organization that the file is about. */
export interface PeopleFacts {
  me: { id: string; role: Role };
  /** The roles that the organization uses. */
  roles: readonly Role[];
  owners: number;
  people: ReadonlyMap<string, KnownPerson>;
  invited: ReadonlySet<string>;
  licenses: ReadonlyMap<string, KnownLicense>;
}

/** What each line would do. A line with a problem does nothing. */
export function planOf(lines: readonly WantedLine[], facts: PeopleFacts, now: Moment): PeopleLine[] {
  const seen = new Set<string>();
  // What earlier lines make of Owners, and of whoever applies the file, they are for later ones.
  let { owners, me } = facts;

  function planNext(wanted: WantedLine): Planned {
    const isRepeated = wanted.email !== null && seen.has(wanted.email);
    if (isRepeated) return problem('repeated', wanted.written);
    const planned = planLine(wanted, { ...facts, owners }, now);
    const [first, ...others] = planned.steps;
    if (!first) return planned;
    const mayStill = may(me.role, 'team.manage') && planLine(wanted, { ...facts, owners, me }, now).problem === null;
    const isMine = facts.people.get(wanted.email ?? '')?.id === me.id;
    const after = isMine && first.kind === 'set-role' ? first.to : me.role;
    if (!mayStill || (others.length > 0 && !may(after, 'team.manage'))) return problem('own-role-gone', wanted.written);
    if (first.kind === 'set-role') owners += Number(first.to === 'owner') - Number(first.from === 'owner');
    me = { ...me, role: after };
    return planned;
  }

  return lines.map((wanted) => {
    const planned = planNext(wanted);
    if (wanted.email !== null) seen.add(wanted.email);
    const isInvited = wanted.email !== null && facts.invited.has(wanted.email);
    return { line: wanted.line, email: wanted.written, isInvited, ...planned };
  });
}

type Planned = Pick<PeopleLine, 'steps' | 'problem'>;

const problem = (why: PeopleProblem, what: string): Planned => ({ steps: [], problem: { why, what } });

function planLine(
  { written, email, role: wantedRole, licenses }: WantedLine,
  facts: PeopleFacts,
  now: Moment,
): Planned {
  if (email === null) return problem('not-an-address', written);
  const role = wantedRole === null ? null : Role.safeParse(wantedRole);
  if (role && !role.success) return problem('unknown-role', wantedRole ?? '');
  if (role && !facts.roles.includes(role.data) && facts.people.get(email)?.role !== role.data)
    return problem('role-not-offered', role.data);
  const unknown = licenses?.find((id) => !facts.licenses.has(id));
  if (unknown !== undefined) return problem('unknown-license', unknown);
  const person = facts.people.get(email);
  if (person) return planMember(person, role?.data ?? null, licenses, facts, now);
  if (facts.invited.has(email)) return { steps: [], problem: null };

  const given = role?.data ?? 'member';
  if (roleChangeRefusal({ by: facts.me.role, from: 'member', to: given, owners: facts.owners }) !== null)
    return problem('not-allowed', given);
  const wanted = named(licenses ?? [], facts);
  const over = wanted.find(({ id }) => isOver(facts, id, now));
  if (over) return problem('license-over', over.id);
  return { steps: [{ kind: 'invite', role: given, licenses: wanted }], problem: null };
}

function planMember(
  person: KnownPerson,
  role: Role | null,
  licenses: string[] | null,
  facts: PeopleFacts,
  now: Moment,
): Planned {
  const steps: PeopleStep[] = [];
  if (role !== null && role !== person.role) {
    const refusal = roleChangeRefusal({ by: facts.me.role, from: person.role, to: role, owners: facts.owners });
    if (refusal !== null) return problem(refusal, role);
    const stuck = seatInTheWay(person, role, facts, now);
    if (stuck) return problem('seat-is-offline', stuck.words);
    steps.push({ kind: 'set-role', from: person.role, to: role });
  }
  if (licenses === null) return { steps, problem: null };

  const missing = named(
    licenses.filter((id) => !person.licenses.has(id)),
    facts,
  );
  const over = missing.find(({ id }) => isOver(facts, id, now));
  if (over) return problem('license-over', over.id);
  if (missing.length > 0) steps.push({ kind: 'assign', licenses: missing });

  const taken: Extract<PeopleStep, { kind: 'unassign' }>['licenses'] = [];
  for (const { id, name } of named(
    [...person.licenses].filter((held) => !licenses.includes(held)),
    facts,
  )) {
    const license = facts.licenses.get(id);
    if (!license) continue;
    const seats = person.seats.filter((seat) => seat.license === id);
    const verdict = unassignVerdict(license, role ?? person.role, { isAssigned: true, seats }, now);
    if (verdict.outcome === 'refused') return problem('seat-is-offline', name);
    taken.push({ id, name, until: verdict.until });
  }
  if (taken.length > 0) steps.push({ kind: 'unassign', licenses: taken });
  return { steps, problem: null };
}

/** The license of a seat that another role would lose, and whose machine cannot be told. */
function seatInTheWay(person: KnownPerson, role: Role, facts: PeopleFacts, now: Moment): KnownLicense | undefined {
  return person.seats
    .filter((seat) => lossOfRight(seat, now).effect === 'refused')
    .flatMap((seat) => facts.licenses.get(seat.license) ?? [])
    .find((license) => !hasRight(license, { role, isAssigned: person.licenses.has(license.id) }));
}

const named = (ids: readonly string[], { licenses }: PeopleFacts) =>
  [...new Set(ids)].flatMap((id) => {
    const license = licenses.get(id);
    return license ? [{ id, name: license.words }] : [];
  });

function isOver({ licenses }: PeopleFacts, id: string, now: Moment): boolean {
  const license = licenses.get(id);
  return license !== undefined && ['ended', 'revoked'].includes(phase(license, now));
}
