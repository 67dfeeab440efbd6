import { text } from '#shared/text/index.ts';

const words = text.companion.drives;

/** The code of the system, or '' for what is no trouble of the system. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** Why something could not be read, in words. */
export function whyUnreadable(error: unknown): string {
  if (error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError')) return words.tooSlow;
  const code = codeOf(error);
  if (code === 'EACCES' || code === 'EPERM') return words.noRights;
  return code === 'ENOENT' ? words.notThere : words.broken(code);
}
