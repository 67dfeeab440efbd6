import { open, type Opening } from '#shared/files/open.ts';
import type { ReleaseIndexPayload, ReleaseManifestPayload } from '#shared/files/release.ts';
import { nextTrustRoots } from '#shared/files/trust-root-chain.ts';
import { keysOf, type TrustRootPayload } from '#shared/files/trust-root.ts';
import type { OpenedIndex, OpenedManifest, ReleaseFiles, ReleaseOpening, ReleaseState } from '../../services/ports.ts';
import type { Core } from './core.ts';
import { isOf, readMarks, type ReleaseMark, salvageMarks, writeMarks } from './release-marks.ts';

/** What this machine believes of releases, and the newest it has seen of each product (DOWNLOADS, 1). */
export async function createReleaseState(core: Core): Promise<ReleaseState> {
  const { platform } = core;
  let marks = await loadMarks(core);
  const manifests = createMemory<ReleaseManifestPayload>(2_000);
  const indexes = createMemory<ReleaseIndexPayload>(200);

  function rootFor(roots?: string): TrustRootPayload | null {
    if (core.root === null || roots === undefined) return core.root?.payload ?? null;
    return (nextTrustRoots(platform, roots, core.root).at(-1) ?? core.root).payload;
  }

  /** The mark of before counts as long as every key that could have signed it does. */
  function seenOf(of: { product: string; channel: string }, root: TrustRootPayload | null): ReleaseMark | null {
    const mark = root && marks.find((each) => isOf(each, { ...of, cloud: root.cloud }));
    const keys = root ? keyIds(root) : [];
    return mark?.keys.every((key) => keys.includes(key)) ? mark : null;
  }

  const openIndex: ReleaseState['openIndex'] = (text, { product, channel }, roots) => {
    const trustRoot = rootFor(roots);
    const seen = seenOf({ product, channel }, trustRoot);
    const name = [trustRoot?.cloud, trustRoot?.version, product, channel, seen?.digest, text].join(' ');
    return indexes(name, () => open(platform, 'release-index', text, { trustRoot, product, channel, seen }));
  };

  const openManifest: ReleaseState['openManifest'] = (text, roots) => {
    const trustRoot = rootFor(roots);
    const name = [trustRoot?.cloud, trustRoot?.version, text].join(' ');
    return manifests(name, () => open(platform, 'release-manifest', text, { trustRoot, product: null, channel: null }));
  };

  function readReleases({ product, channel, index: text, manifests: texts }: ReleaseFiles, roots?: string) {
    const index = openIndex(text, { product, channel }, roots);
    if (!index.accepted) return { refusal: index.refusal };
    const opened: OpenedManifest[] = [];
    for (const each of texts) {
      const manifest = openManifest(each, roots);
      if (!manifest.accepted) return { refusal: manifest.refusal };
      if (!names(index, manifest)) return { refusal: { code: 'damaged', part: 'content' } } as const;
      opened.push({ payload: manifest.payload, digest: manifest.digest, text: each });
    }
    return { refusal: null, index: { payload: index.payload, digest: index.digest, text }, manifests: opened };
  }

  async function keepMark({ payload, digest, text }: OpenedIndex): Promise<void> {
    if (core.root === null) return;
    const { product, channel, sequence } = payload;
    if (seenOf(payload, core.root.payload)?.digest === digest) return;
    const keys = keyIds(core.root.payload);
    const mark = { cloud: payload.cloud, product, channel, sequence, digest, index: text, keys };
    // In memory first: a disk that cannot be written must not let an older one in while this process runs.
    marks = [...marks.filter((each) => !isOf(each, mark)), mark];
    if (!core.isWiped) await core.files.write('releaseMarks', writeMarks(marks));
  }

  return {
    openIndex,
    openManifest,
    seenIndex: (product, channel) => seenOf({ product, channel }, rootFor())?.index ?? null,
    readReleases,
    takeReleases: (files) =>
      core.inTurn(async (): Promise<ReleaseOpening> => {
        const read = readReleases(files);
        if (read.refusal === null) await keepMark(read.index);
        return read;
      }),
    async carriedTrust() {
      const { root, files } = core;
      const text = root && (await files.read('trustRoot'));
      if (!root || text === null) return null;
      const { cloud, cloudName: name } = root.payload;
      return { cloud, name, text, releaseKeys: keysOf(root.payload, 'release') };
    },
  };
}

/** The same files are opened again and again, and each costs a signature. What is not genuine is not remembered: there is no end of it. */
function createMemory<Payload>(most: number) {
  const known = new Map<string, Opening<Payload>>();
  return (name: string, openIt: () => Opening<Payload>): Opening<Payload> => {
    const opening = known.get(name) ?? openIt();
    if (known.size >= most) known.clear();
    if (opening.accepted || opening.refusal.code === 'superseded') known.set(name, opening);
    return opening;
  };
}

const keyIds = (root: TrustRootPayload) => keysOf(root, 'release').map(({ id }) => id);

/** Whether an index vouches for a manifest. */
const names = ({ payload: index }: Pick<OpenedIndex, 'payload'>, { payload, digest }: Omit<OpenedManifest, 'text'>) =>
  payload.product === index.product &&
  payload.channel === index.channel &&
  index.releases.some(({ version, manifest }) => version === payload.version && manifest === digest);

/** Whether a mark says the same as the index in it, which is signed. */
function isSound({ platform, root }: Core, { product, channel, index, sequence, digest }: ReleaseMark): boolean {
  const context = { trustRoot: root?.payload ?? null, product, channel, seen: null };
  const opened = open(platform, 'release-index', index, context);
  return opened.accepted && opened.digest === digest && opened.payload.sequence === sequence;
}

/**
 * A damaged file of marks is kept aside and said; what is left of it counts. The rest comes back from the indexes that
 * are kept with the releases, before anything new is judged (see services/releases/known.ts).
 */
async function loadMarks(core: Core): Promise<readonly ReleaseMark[]> {
  const text = await core.files.read('releaseMarks');
  const marks = text === null ? [] : readMarks(text);
  if (marks !== null) return marks;
  const salvaged = salvageMarks(text ?? '').filter((mark) => isSound(core, mark));
  const kept = await core.files.setAside('releaseMarks');
  await core.files.write('releaseMarks', writeMarks(salvaged));
  const at = core.clock.now();
  const notice = { id: `release-marks-damaged-${at}`, at, kind: 'release-marks-damaged', kept } as const;
  await core.keep({ notices: [...core.record.notices, notice] });
  return salvaged;
}
