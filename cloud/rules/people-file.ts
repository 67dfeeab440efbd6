import { CsvError, parse } from 'csv-parse/sync';
import { readAddress } from '#shared/models/addresses.ts';
import { mostLines, type PeopleLine, type PeopleProblem, type PeopleStep } from '#shared/models/people-file.ts';
import { Role } from '#shared/models/role.ts';
import type { Moment } from '#shared/models/time.ts';
import type { LeaseFacts, LicenseFacts } from './facts.ts';
import { unassignVerdict } from './change-many.ts';
import { roleChangeRefusal } from './team.ts';
import { phase } from './use.ts';

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
  /** Licenses they are assigned to, with the seats they hold of them. */
  licenses: ReadonlyMap<string, readonly LeaseFacts[]>;
}

/** A license of the organization, with its name in words. */
export interface KnownLicense extends LicenseFacts {
  id: string;
  words: string;
}

/** What is known of the organization that the file is about. */
export interface PeopleFacts {
  me: { role: Role };
  owners: number;
  people: ReadonlyMap<string, KnownPerson>;
  invited: ReadonlySet<string>;
  licenses: ReadonlyMap<string, KnownLicense>;
}

/** What each line would do. A line with a problem does nothing. */
export function planOf(lines: readonly WantedLine[], facts: PeopleFacts, now: Moment): PeopleLine[] {
  const seen = new Set<string>();
  // Owners who would step down by earlier lines are no Owners for later ones.
  let { owners } = facts;
  return lines.map((wanted) => {
    const isRepeated = wanted.email !== null && seen.has(wanted.email);
    if (wanted.email !== null) seen.add(wanted.email);
    const planned = isRepeated ? problem('repeated', wanted.written) : planLine(wanted, { ...facts, owners }, now);
    for (const step of planned.steps)
      if (step.kind === 'set-role') owners += Number(step.to === 'owner') - Number(step.from === 'owner');
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
    [...person.licenses.keys()].filter((held) => !licenses.includes(held)),
    facts,
  )) {
    const license = facts.licenses.get(id);
    if (!license) continue;
    const seats = person.licenses.get(id) ?? [];
    const verdict = unassignVerdict(license, role ?? person.role, { isAssigned: true, seats }, now);
    if (verdict.outcome === 'refused') return problem('seat-is-offline', name);
    taken.push({ id, name, until: verdict.until });
  }
  if (taken.length > 0) steps.push({ kind: 'unassign', licenses: taken });
  return { steps, problem: null };
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
