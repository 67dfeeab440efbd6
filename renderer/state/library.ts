import type { Library, LibraryEntry } from '#shared/models/release.ts';

/** What is here of one version. */
export interface LibraryVersion {
  version: string;
  entries: LibraryEntry[];
}

/** What is here of one product, the newest version first. */
export interface LibraryProduct {
  id: string;
  name: string;
  size: number;
  versions: LibraryVersion[];
}

const newestFirst = (one: string, other: string) => other.localeCompare(one, 'en', { numeric: true });

/** Whether one version is newer than another, by its numbers. */
export const isNewer = (one: string, other: string): boolean => newestFirst(one, other) < 0;

const kinds: readonly LibraryEntry['kind'][] = [
  'installer',
  'add-on',
  'example-project',
  'demo-files',
  'documentation',
];

/** The library by product and version; installers stand first. */
export function productsOf(entries: readonly LibraryEntry[]): LibraryProduct[] {
  const byProduct = Object.entries(Object.groupBy(entries, ({ product }) => product));
  return byProduct
    .map(([id, own = []]) => ({
      id,
      name: own[0]?.productName ?? id,
      size: own.reduce((sum, { size }) => sum + size, 0),
      versions: versionsOf(own),
    }))
    .toSorted((one, other) => one.name.localeCompare(other.name));
}

const versionsOf = (entries: readonly LibraryEntry[]): LibraryVersion[] =>
  Object.entries(Object.groupBy(entries, ({ version }) => version))
    .map(([version, own = []]) => ({
      version,
      entries: own.toSorted(
        (one, other) =>
          kinds.indexOf(one.kind) - kinds.indexOf(other.kind) ||
          one.title.localeCompare(other.title) ||
          one.fileName.localeCompare(other.fileName),
      ),
    }))
    .toSorted((one, other) => newestFirst(one.version, other.version));

/** What goes when old versions are removed. */
export const oldOf = ({ entries }: Pick<Library, 'entries'>): LibraryEntry[] =>
  entries.filter(({ isOld, isKept }) => isOld && !isKept);

/** The newest other version of the same artifact that is here: the next one is built from it. Null: there is none. */
export function otherVersionOf(entry: LibraryEntry, { entries }: Pick<Library, 'entries'>): string | null {
  const others = entries.filter(
    ({ product, artifact, version }) =>
      product === entry.product && artifact === entry.artifact && version !== entry.version,
  );
  return others.map(({ version }) => version).toSorted(newestFirst)[0] ?? null;
}

/** What a person does with a file first: programs are installed, documents opened, everything else is looked at in its folder. */
export function firstActOf({ kind }: Pick<LibraryEntry, 'kind'>): 'install' | 'open' | 'show' {
  if (kind === 'installer' || kind === 'add-on') return 'install';
  return kind === 'documentation' ? 'open' : 'show';
}

/** What tells one file of the library from the others. */
export const keyOf = ({ product, version, artifact }: Pick<LibraryEntry, 'product' | 'version' | 'artifact'>): string =>
  `${product} ${version} ${artifact}`;
