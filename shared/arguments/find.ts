import { text } from '../text/index.ts';
import type { Command } from './commands.ts';
import { nearest } from './nearest.ts';
import { misused } from './read.ts';

/** The command that was typed with the flags behind it, or, where its words stop early, the commands they could become. */
export type Found = { command: Command; rest: string[] } | { command: null; among: Command[]; rest: string[] };

/** Finds a command by its words; an unknown one is answered with the nearest. */
export function findCommand(commands: readonly Command[], argv: readonly string[]): Found {
  const firstFlag = argv.findIndex((word) => word.startsWith('-'));
  const words = firstFlag < 0 ? [...argv] : argv.slice(0, firstFlag);
  const flags = firstFlag < 0 ? [] : argv.slice(firstFlag);
  let among = [...commands];
  for (const [depth, word] of words.entries()) {
    const next = among.filter((command) => command.words[depth] === word);
    const exact = next.find((command) => command.words.length === depth + 1);
    if (exact) return { command: exact, rest: [...words.slice(depth + 1), ...flags] };
    if (next.length === 0) throw unknownWord(among, words, depth);
    among = next;
  }
  return { command: null, among, rest: flags };
}

function unknownWord(among: readonly Command[], words: readonly string[], depth: number) {
  const choices = [...new Set(among.map((command) => command.words[depth] ?? ''))];
  const before = words.slice(0, depth);
  const best = nearest(words[depth] ?? '', choices);
  const meant = best === null ? null : [...before, best].join(' ');
  return misused(words.slice(0, depth + 1).join(' '), text.cli.unknownCommand(meant, choices));
}
