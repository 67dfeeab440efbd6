import type { PeopleLine, PeopleStep } from '#shared/models/people-file.ts';
import { csvRecord } from '#shared/csv.ts';
import type { Role, RoleSet } from '#shared/models/role.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import type { Standing } from './tally.ts';

const words = text.window.peopleFile;

export type PeopleGroup = keyof typeof words.groups;
export const peopleGroups: readonly PeopleGroup[] = ['problem', 'change', 'same'];

/** Where a line of the file belongs. What was done already stays among the changes. */
export const groupOfLine = ({ steps, problem }: PeopleLine): PeopleGroup =>
  problem !== null ? 'problem' : steps.length > 0 ? 'change' : 'same';

export function standingOfPeopleLine(line: PeopleLine, isDone: boolean): Standing {
  const group = groupOfLine(line);
  if (group === 'problem') return { tally: 'ended', word: words.states.problem };
  if (group === 'same') return { tally: 'free', word: words.states.same };
  return isDone
    ? { tally: 'held', icon: 'check', word: words.states.done }
    : { tally: 'held', icon: 'user', word: words.states.change };
}

/** What a line does, in words; each step a sentence. */
export function stepsInWords(line: PeopleLine, zone: string, roleSet: RoleSet): string[] {
  const nameOf = (role: Role) => text.roleName(role, roleSet);
  const say = (step: PeopleStep): string => {
    if (step.kind === 'invite')
      return words.steps.invite(
        nameOf(step.role),
        step.licenses.map(({ name }) => name),
      );
    if (step.kind === 'set-role') return words.steps['set-role'](nameOf(step.from), nameOf(step.to));
    if (step.kind === 'assign') return words.steps.assign(step.licenses.map(({ name }) => name));
    return words.steps.unassign(
      step.licenses.map(({ name, until }) =>
        until === null ? name : words.steps.grace(name, dates.dayAndTime(until, zone)),
      ),
    );
  };
  return line.steps.map(say);
}

export const problemInWords = ({ problem }: PeopleLine): string | null =>
  problem === null ? null : words.problems[problem.why](problem.what);

/** The report as CSV: what was done, and what was left out and why. */
export const reportOf = (lines: readonly PeopleLine[], zone: string, roleSet: RoleSet): string =>
  [
    words.reportColumns,
    ...lines.map((line) => [
      String(line.line),
      line.email,
      stepsInWords(line, zone, roleSet).join('; '),
      problemInWords(line) ?? '',
    ]),
  ]
    .map(csvRecord)
    .join('');
