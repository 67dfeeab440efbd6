import { sizes } from './sizes.ts';

const files = (count: number) => (count === 1 ? 'one file' : `${count} files`);

/** Publishing a release on the cloud's own command line. */
export const publish = {
  summary: 'Puts the files of a release into the store, signs them, and makes the release visible',
  flags: {
    product: 'which product, by its id in the catalogue',
    version: 'its version, such as 25.4.0; it never changes afterwards',
    channel: 'where it is offered',
    minimumVersion: 'versions before this one are no longer supported',
    notes:
      'a Markdown file; it begins with one sentence that says what is new, then ### Added, ### Changed, ### Fixed, ### Known',
    describe:
      'a JSON file that says what the names of files do not: {"<file name>": {"kind": …, "title": …, "platform": …, "arch": …, "id": …}}',
  },
  places: '<file> …',

  missing: 'is missing',
  wrongSlug: 'must be small letters, digits and single hyphens, such as graphics',
  wrongVersion: 'must be up to 40 letters, digits, dots, plus signs and hyphens, such as 25.4.0',
  unknownProduct: (known: readonly string[]) =>
    known.length === 0
      ? 'is not in the catalogue, which is empty; `npm run cloud -- catalogue import` fills it'
      : `is not in the catalogue; it has ${known.join(', ')}`,

  noFiles: 'name at least one file to publish',
  file: {
    notThere: 'is not there',
    folder: 'is a folder; pack it into one file first',
    special: 'is no ordinary file',
    empty: 'is empty',
    unreadable: (why: string) => `cannot be read: ${why}`,
    name: 'has a name that not every system can have; use letters A to Z, digits, blanks and ( ) + _ . -, and begin with a letter or digit',
    kind: 'may be many things; put installer, add-on, example, demo or manual into its name, or say its kind with --describe',
    platform:
      'is an installer for an unknown system; put windows, macos or linux into its name, or say its platform with --describe',
    twice: 'is there twice, or has a name that belongs to what lies beside another one; A and a count as the same',
    idTwice: (id: string) => `would be called ${id}, as another one is; give one of them another id with --describe`,
    changed: 'was changed while it was read; publish it when nothing writes to it any more',
  },
  notes: {
    empty: 'says nothing',
    notText: 'is not a text in UTF-8',
    tooLong: (length: number, limit: number) => `has ${length} characters, and ${limit} fit`,
    noHeadline: 'must begin with a sentence that says what is new, before any heading or list: people see it first',
  },
  describe: {
    notJson: 'does not hold a JSON object',
    unknownFile: (name: string) => `describes ${name}, which is not among the files`,
  },

  titles: {
    installer: (product: string, platform: string, arch: string | null) =>
      `${product} for ${platform}${arch === null ? '' : ` (${arch})`}`,
    addOn: (name: string) => `${name} add-on`,
  },
  platforms: { linux: 'Linux', macos: 'macOS', windows: 'Windows' },

  checking: (file: string, done: number, size: number) =>
    `Looking whether ${file} is in the store already: ${sizes.percent(done / size)} of ${sizes.bytes(size)}`,
  putting: (file: string, done: number, size: number) =>
    `Putting ${file} into the store: ${sizes.percent(done / size)} of ${sizes.bytes(size)}`,
  done: (what: { product: string; version: string; channel: string; count: number; size: number }) =>
    `${what.product} ${what.version} is published in ${what.channel}: ${files(what.count)}, ${sizes.bytes(what.size)}.`,
  doneBefore: (what: { product: string; version: string; channel: string }) =>
    `${what.product} ${what.version} was published in ${what.channel} before, with the same content. Nothing was changed.`,
  interrupted: 'Stopped. Nothing is visible. Run the same command again: files that are in the store stay there.',
};
