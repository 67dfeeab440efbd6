import type { z } from 'zod';
import { type Command, kebabCase } from '#shared/arguments/commands.ts';
import { flagsOf } from '#shared/arguments/flags.ts';
import { helpOfCommand } from '#shared/arguments/help.ts';
import { misused, readArguments } from '#shared/arguments/read.ts';
import { Failure } from '#shared/errors.ts';
import { text } from '#shared/text/index.ts';
import type { CompanionClient } from '../../owner.ts';
import type { Attach } from './run.ts';
import type { Terminal } from './terminal.ts';

/** What a command of the terminal's own has to work with. */
export interface Around {
  terminal: Terminal;
  attach: Attach;
}

export interface OwnCommand {
  command: Command;
  /** With what stands behind its words, to its exit code. */
  run(argv: readonly string[], around: Around): Promise<number>;
}

export interface Given<Input> {
  input: Input;
  /** Files and folders that were named. */
  places: string[];
  json: boolean;
}

type About = Pick<Command, 'words' | 'summary' | 'places'> & { example?: string };

/** A command that is no operation of the contract. Its flags come from a schema, as with the others. */
export function ownCommand<Input extends z.ZodType>(
  { words, summary, places, example }: About,
  input: Input,
  run: (given: Given<z.infer<Input>>, around: Around) => Promise<number>,
): OwnCommand {
  const command: Command = {
    words,
    summary,
    input,
    places,
    path: [],
    meta: { needs: 'nothing', ...(example && { example }) },
    streams: false,
    failures: [],
  };
  return {
    command,
    async run(argv, around) {
      const given = readArguments(flagsOf(command), argv, Boolean(places));
      if (given.help) {
        around.terminal.out(helpOfCommand('greenroom', command));
        return 0;
      }
      if (given.inputFile !== null) throw misused('--input', text.cli.unexpected);
      return run({ input: checked(input, given.input), places: given.places, json: given.json }, around);
    },
  };
}

function checked<Input extends z.ZodType>(schema: Input, typed: unknown): z.infer<Input> {
  const found = schema.safeParse(typed);
  if (found.success) return found.data;
  const problems = found.error.issues.map(({ path, message }) => ({
    field: `--${kebabCase(path.join('.'))}`,
    problem: message,
  }));
  throw new Failure('invalid-input', { problems });
}

/** Asks the companion of this machine, as its owner for as long as it takes, or through a door. */
export async function withCompanion<Result>(
  { attach }: Pick<Around, 'attach'>,
  task: (client: CompanionClient) => Promise<Result>,
): Promise<Result> {
  const ownership = await attach({ goesOn: false });
  try {
    return await task(ownership.client);
  } finally {
    await ownership.stop();
  }
}
