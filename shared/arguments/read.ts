import { Failure } from '../errors.ts';
import { text } from '../text/index.ts';
import type { Flag } from './flags.ts';
import { nearest } from './nearest.ts';
import { valueOf } from './values.ts';

/** What a command line asks for. The values are not validated: the contract does that, for every door. */
export interface Arguments {
  input: Record<string, unknown>;
  /** A file with the input as JSON, `-` for standard input; flags win over it. */
  inputFile: string | null;
  /** What stands there without a flag, for commands that take files and folders. */
  places: string[];
  json: boolean;
  help: boolean;
}

/** Reads what is behind a command's words: flags, and places where the command takes some. */
export function readArguments(flags: readonly Flag[], argv: readonly string[], takesPlaces = false): Arguments {
  const result: Arguments = { input: {}, inputFile: null, places: [], json: false, help: false };
  const typable = flags.filter(({ kind }) => kind !== 'nested');
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at] ?? '';
    if (word === '--help' || word === '-h') result.help = true;
    else if (word === '--json') result.json = true;
    else if (takesPlaces && word === '--') {
      result.places.push(...argv.slice(at + 1));
      break;
    } else if (takesPlaces && isPlace(word)) result.places.push(word);
    else if (!word.startsWith('--') || word === '--') throw misused(word, text.cli.unexpected);
    else {
      const { name, attached } = split(word);
      const next = () => attached ?? followingValue(argv[++at], word);
      if (name === 'input') result.inputFile = next();
      else readFlag(typable, name, attached, next, result.input);
    }
  }
  return result;
}

/** A lone dash is standard input; behind `--` everything is a place. */
const isPlace = (word: string) => word === '-' || !word.startsWith('-');

function readFlag(
  flags: readonly Flag[],
  name: string,
  attached: string | undefined,
  next: () => string,
  input: Record<string, unknown>,
): void {
  const flag = flags.find((candidate) => candidate.name === name);
  const denied = name.startsWith('no-') ? flags.find((candidate) => candidate.name === name.slice(3)) : undefined;
  if (flag) {
    const typed = flag.kind === 'boolean' ? (attached ?? 'true') : next();
    input[flag.field] = flag.list ? [...listSoFar(input[flag.field]), ...listOf(flag, typed)] : valueOf(flag, typed);
  } else if (denied?.kind === 'boolean') input[denied.field] = false;
  else if (denied?.nullable) input[denied.field] = null;
  else throw misused(`--${name}`, text.cli.unknownFlag(suggestion(flags, name)));
}

function split(word: string): { name: string; attached: string | undefined } {
  const equals = word.indexOf('=');
  return equals < 0
    ? { name: word.slice(2), attached: undefined }
    : { name: word.slice(2, equals), attached: word.slice(equals + 1) };
}

function followingValue(value: string | undefined, flag: string): string {
  if (value === undefined || value.startsWith('--')) throw misused(flag, text.cli.needsValue);
  return value;
}

const listSoFar = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const listOf = (flag: Flag, typed: string) => typed.split(',').map((item) => valueOf(flag, item.trim()));

function suggestion(flags: readonly Flag[], name: string): string | null {
  const best = nearest(name, [...flags.map((flag) => flag.name), 'json', 'help', 'input']);
  return best && `--${best}`;
}

/** Something typed that no command understands. */
export function misused(field: string, problem: string): Failure<'invalid-input'> {
  return new Failure('invalid-input', { problems: [{ field, problem }] });
}
