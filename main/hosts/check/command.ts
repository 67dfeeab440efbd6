import { parseArgs } from 'node:util';
import { errorTable } from '#shared/errors.ts';
import { checkExit } from '#shared/models/check.ts';
import { Slug } from '#shared/models/id.ts';
import { check as words } from '#shared/text/en/check.ts';
import { type CheckOptions, checkProduct } from './index.ts';

export interface Terminal {
  out(line: string): void;
  error(line: string): void;
}

/**
 * `greenroom check …` from the arguments behind the word, to its exit code. It is asked at every start of a licensed
 * program, so it stands apart from the other commands and loads nothing but the check itself.
 */
export function runCheck(args: readonly string[], { out, error }: Terminal, options?: CheckOptions): number {
  const question = readQuestion(args);
  if (question === null) {
    error(words.usage);
    return errorTable['invalid-input'].exit;
  }
  const { isJson, ...asked } = question;
  const result = checkProduct(asked, options);
  out(isJson ? JSON.stringify(result) : words.verdict(result));
  return checkExit[result.verdict];
}

function readQuestion(args: readonly string[]) {
  const given = valuesOf(args);
  const product = Slug.safeParse(given?.product);
  const edition = Slug.optional().safeParse(given?.edition);
  if (!given || !product.success || !edition.success) return null;
  return { product: product.data, edition: edition.data, isJson: given.json ?? false };
}

function valuesOf(args: readonly string[]) {
  const options = { product: { type: 'string' }, edition: { type: 'string' }, json: { type: 'boolean' } } as const;
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch {
    return null;
  }
}
