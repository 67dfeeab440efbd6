import type { Known } from './known.ts';

const hidden = '[secret]';
/** Shorter than this a known secret would take half of the words with it. */
const shortestKnown = 6;
/** A run of letters and digits this long may be a token. */
const shortestToken = 20;

/** The names under which secrets are written down. */
const name =
  '[\\w-]{0,40}(?:password|passwd|passphrase|pwd|secret|token|api[-_]?key|access[-_]?key|private[-_]?key|license[-_]?key|licence[-_]?key|credentials?|authorization|cookie|session[-_]?(?:id|key)|otp|pin|signature|nonce)\\w{0,40}';
/** JSON in JSON in JSON: so many backslashes may stand before a quote. */
const slashes = '\\\\{0,15}';
/** A value up to the quote that ends it, to the end of its line when there is none, or up to the next blank. */
const value = `(?:(?<slashes>${slashes})(?<quote>["'])(?:(?!(?<!\\\\)\\k<slashes>\\k<quote>)[^\\n]){0,4000}(?<!\\\\)\\k<slashes>\\k<quote>|${slashes}["'][^\\n]*|[^\\s,;&}'"]+)`;
const named = new RegExp(`(\\b${name}(?:${slashes}["'])?\\s{0,4}[:=]\\s{0,4})${value}`, 'gi');
const flag = new RegExp(`(--${name}[ =])${value}`, 'gi');

const block = /-----BEGIN [^\n-]{1,60}-----[\s\S]*?(?:-----END [^\n-]{1,60}-----|$)/g;
const header =
  /\b((?:proxy-)?authorization|(?:set-)?cookie|x-api-key)((?:\\{0,15}["'])?\s{0,4}:\s{0,4})(?![\s"'\\])[^\n"\\]+/gi;
const scheme = /\b(bearer|basic|digest)\s+[\w.~+/=-]{6,}/gi;
const login = /\b([a-z][a-z0-9+.-]{1,20}:\/\/)[^\s"'<>]{0,400}@/gi;
const query = /([?&][\w.~[\]%-]{1,60}=)[^&\s"'<>#\\]+/g;
const fragment = /(\bhttps?:\/\/[^\s"'<>#]{1,400}#)[^\s"'<>\\]+/gi;
const webToken = /\beyJ[\w-]{5,}\.[\w-]{2,}(?:\.[\w-]*)?/g;
const invitation = /\bI-[0-9A-Z]{16}\b/g;
const uuid = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi;
const run = /[A-Za-z0-9+/_=-]{20,}/g;
const grouped = /\b[0-9A-Z]{4,8}(?:-[0-9A-Z]{4,8}){1,7}\b/g;

/** Passwords, tokens, cookies, keys: those that are known, those that are named, and what looks like one. */
export function redactSecrets(text: string, { secrets }: Pick<Known, 'secrets'>): string {
  return secrets
    .filter((secret) => secret.length >= shortestKnown)
    .flatMap((secret) => [secret, encodeURIComponent(secret), btoa(secret)])
    .reduce((clean, secret) => clean.replaceAll(secret, hidden), text)
    .replaceAll(block, '[key or signed block]')
    .replaceAll(login, `$1${hidden}@`)
    .replaceAll(query, `$1${hidden}`)
    .replaceAll(fragment, `$1${hidden}`)
    .replaceAll(header, `$1$2${hidden}`)
    .replaceAll(scheme, `$1 ${hidden}`)
    .replaceAll(named, `$1${hidden}`)
    .replaceAll(flag, `$1${hidden}`)
    .replaceAll(webToken, hidden)
    .replaceAll(invitation, hidden)
    .replaceAll(uuid, '[uuid]')
    .replaceAll(run, (found) => (looksRandom(found) ? hidden : found))
    .replaceAll(grouped, (found) => (isKey(found) ? '[key]' : found));
}

/** Words change between small letters, capitals and digits now and then; what was drawn by lot does it all the time. */
function looksRandom(found: string): boolean {
  const kinds = Array.from(found.replaceAll(/[^A-Za-z0-9]/g, ''), kindOf);
  if (kinds.length < shortestToken) return false;
  const changes = kinds.filter((kind, at) => at > 0 && kind !== kinds[at - 1]).length;
  return changes / kinds.length > 0.25;
}

const kindOf = (letter: string) => (/\d/.test(letter) ? 'digit' : /[a-z]/.test(letter) ? 'small' : 'capital');

/** K7QF-2M9D-XW4T, ABCDE-12345-FGHIJ; not STAGE-CTRL, not NODE-0001. */
function isKey(found: string): boolean {
  const groups = found.split('-');
  const isMixed = groups.some((group) => /\d/.test(group) && /[A-Z]/.test(group));
  const isEven = groups.every((group) => group.length === groups[0]?.length);
  return isMixed ? isEven || groups.length > 2 : isEven && groups.length > 2 && /\d/.test(found) && /[A-Z]/.test(found);
}
