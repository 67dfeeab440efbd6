import { mainChannel, type ArtifactHere, type ReleaseHere, type Shelf } from '#shared/models/release.ts';
import type { Platform } from '#shared/models/machine.ts';
import type { Transfer } from '#shared/models/transfer.ts';

export type ProductShelf = Shelf['products'][number];

export interface ReleaseGroups {
  /** Of the main channel, the newest first. */
  main: ReleaseHere[];
  /** Of the other channels, one after the other. */
  others: ReleaseHere[];
  /** The newest of the main channel that was not taken back. */
  latest: ReleaseHere | null;
}

const newestFirst = (one: ReleaseHere, other: ReleaseHere) => other.releasedAt - one.releasedAt;
/** 25.5.0-b3: before it is finished. */
const isUnfinished = ({ version }: ReleaseHere) => version.includes('-');

/** The versions of a product as they stand in the list. Channels with finished versions come before the others. */
export function groupsOf(releases: readonly ReleaseHere[]): ReleaseGroups {
  const byChannel = Object.groupBy(releases.toSorted(newestFirst), ({ channel }) => channel);
  const { [mainChannel]: main = [], ...rest } = byChannel;
  const others = Object.entries(rest)
    .map(([channel, own = []]) => ({ channel, own }))
    .toSorted(
      (one, other) =>
        Number(one.own.some(isUnfinished)) - Number(other.own.some(isUnfinished)) ||
        one.channel.localeCompare(other.channel),
    );
  return {
    main,
    others: others.flatMap(({ own }) => own),
    latest: main.find(({ yanked }) => yanked === null) ?? null,
  };
}

/** The version an address names; else the newest, and of what was taken back rather than nothing. */
export function chosenRelease(groups: ReleaseGroups, version: string | undefined): ReleaseHere | null {
  const all = [...groups.main, ...groups.others];
  return all.find((release) => release.version === version) ?? groups.latest ?? all[0] ?? null;
}

/** Its installer is on this machine; where there is none, anything of it. */
export function isInLibrary({ artifacts }: Pick<ReleaseHere, 'artifacts'>): boolean {
  const installers = artifacts.filter(({ kind }) => kind === 'installer');
  return (installers.length > 0 ? installers : artifacts).some(({ isHere }) => isHere);
}

const platforms: readonly Platform[] = ['windows', 'macos', 'linux'];

/** The platforms a release has installers for; without installers, those anything of it is for. */
export function platformsOf({ artifacts }: Pick<ReleaseHere, 'artifacts'>): Platform[] {
  const installers = artifacts.filter(({ kind, platform }) => kind === 'installer' && platform !== null);
  const named = new Set((installers.length > 0 ? installers : artifacts).map(({ platform }) => platform));
  return platforms.filter((platform) => named.has(platform));
}

/** The one that was asked for, else this machine's, else the first. Null: nothing is for one platform alone. */
export function choosePlatform(
  offered: readonly Platform[],
  wanted: Platform | null,
  here: Platform | null,
): Platform | null {
  return [wanted, here].find((platform) => platform !== null && offered.includes(platform)) ?? offered[0] ?? null;
}

const kinds: readonly ArtifactHere['kind'][] = ['add-on', 'example-project', 'demo-files', 'documentation'];
const rank = ({ kind }: ArtifactHere) => kinds.indexOf(kind);

/** What stands on its own at the left, and all the rest for that platform. */
export function splitArtifacts(
  { artifacts }: Pick<ReleaseHere, 'artifacts'>,
  platform: Platform | null,
): { main: ArtifactHere | null; others: ArtifactHere[] } {
  const fitting = artifacts.filter((artifact) => artifact.platform === null || artifact.platform === platform);
  const main = fitting.find(({ kind }) => kind === 'installer') ?? null;
  const others = fitting.filter((artifact) => artifact !== main);
  return { main, others: others.toSorted((one, other) => rank(one) - rank(other)) };
}

/** Where an artifact stands for this machine. */
export type ArtifactStanding =
  | { is: 'here' }
  | { is: 'free' }
  | { is: 'under-way' | 'queued' | 'paused' | 'waiting' | 'failed'; transfer: Transfer };

const standings = {
  running: 'under-way',
  verifying: 'under-way',
  'waiting-for-network': 'waiting',
  queued: 'queued',
  paused: 'paused',
  failed: 'failed',
} as const;

export function standingOfArtifact(
  { isHere }: Pick<ArtifactHere, 'isHere'>,
  transfer: Transfer | null,
): ArtifactStanding {
  if (isHere) return { is: 'here' };
  if (!transfer || transfer.state === 'done') return { is: 'free' };
  return { is: standings[transfer.state], transfer };
}

/** How much of a transfer is verified, 0 to 1. */
export const verifiedShare = ({ verifiedBytes, size }: Pick<Transfer, 'verifiedBytes' | 'size'>): number =>
  size === 0 ? 0 : Math.min(1, verifiedBytes / size);
