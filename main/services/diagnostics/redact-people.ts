import type { Known } from './known.ts';

const email = /([\p{L}\p{N}_])[\p{L}\p{N}._+'-]{0,63}(@|%40)(?=[\p{L}\p{N}-]{1,63}\.[\p{L}\p{N}])/gu;
/** Somebody's folder on any system, also as JSON writes a backslash. */
const personFolder = /(?:\/home\/|\/Users\/|\b[A-Z]:(?:\\{1,2}|\/)Users(?:\\{1,2}|\/))[^/\\\s"':<>|]{1,64}/gi;
const serial =
  /\b(serial(?:[ _-]?(?:number|no|nr))?(?:\\{0,15}["'])?\s{0,4}[:=#]\s{0,4})(?:\\{0,15}"[^"\n]{0,200}"|[^\s,;"'\\]+)/gi;
const place = '~';

/** E-mail addresses (j…@studio.example), names of people, home folders, serial numbers. */
export function redactPeople(text: string, { home, user, people }: Known): string {
  return [...namesOf(people), ...namesOf(user === null || isCommon(user) ? [] : [user])].reduce(
    (clean, { name, hidden }) => clean.replaceAll(name, hidden),
    withoutHome(text, home).replaceAll(personFolder, place).replaceAll(serial, '$1[serial]').replaceAll(email, '$1…$2'),
  );
}

function withoutHome(text: string, home: string | null): string {
  if (home === null || home.length < 4) return text;
  return [home, home.replaceAll('\\', '\\\\'), home.replaceAll('\\', '/')].reduce(
    (clean, each) => clean.replaceAll(each, place),
    text,
  );
}

/** Whole names, then each part that is long enough to be one; the longest first. */
function namesOf(people: readonly string[]): { name: RegExp; hidden: string }[] {
  const parts = people.flatMap((name) => [name.trim(), ...name.split(/[\s,.-]+/)]);
  return [...new Set(parts.map((part) => part.toLowerCase()))]
    .filter((part) => part.length >= 3 && !placeholders.has(part))
    .toSorted((one, other) => other.length - one.length)
    .map((part) => ({
      name: new RegExp(`(?<![\\p{L}\\p{N}])${escaped(part)}(?![\\p{L}\\p{N}])`, 'giu'),
      hidden: '[name]',
    }));
}

const escaped = (words: string) => words.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Names of the system, not of a person. */
const isCommon = (user: string) => /^(root|admin|administrator|user|greenroom|ubuntu|runner|node)$/i.test(user);
/** What stands for something that was taken out is not taken out again. */
const placeholders = new Set(['name', 'secret', 'serial', 'key', 'mac', 'uuid', 'public', 'address']);
