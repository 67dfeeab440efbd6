import type { Platform } from '#shared/models/machine.ts';
import type { Description } from '../../publish/put-artifact.ts';
import type { Chapter } from './pdf.ts';

/** A release of the sample. */
export interface ReleaseLine {
  version: string;
  /** `stable` when left out. */
  channel?: 'beta' | 'long-term';
  daysAgo: number;
  notes: string;
  minimumVersion?: string;
  /** Why it was taken back. */
  yanked?: string;
  files: readonly FileLine[];
}

/** A file of a release, and what is in it. Sizes in bytes, as they are in `full`. */
export type FileLine = Omit<Description, 'fileName'> & { ending: string } & (
    | { form: 'installer'; series: string; revision: number; size: number }
    | { form: 'archive'; readMe: string; size: number }
    | { form: 'guide'; chapters: readonly Chapter[] }
  );

export const megabyte = 1_000_000;

const endings = { linux: 'run', windows: 'exe', macos: 'pkg' };
const names = { linux: 'Linux', windows: 'Windows', macos: 'macOS' };

/** Installers by platform, in megabytes. Those of one series share what did not change between them. */
export function installers(
  product: string,
  series: string,
  revision: number,
  sizes: Partial<Record<Platform, number>>,
): FileLine[] {
  return (Object.entries(sizes) as [Platform, number][]).map(([platform, size]) => ({
    id: `installer-${platform}`,
    kind: 'installer',
    title: `${product} for ${names[platform]}`,
    platform,
    arch: platform === 'macos' ? 'arm64' : 'x64',
    ending: endings[platform],
    form: 'installer',
    series: `${product} ${series} ${platform}`,
    revision,
    size: size * megabyte,
  }));
}

/** A zip for every platform; the same in every release that has it. */
export function archive(
  kind: 'add-on' | 'example-project' | 'demo-files',
  title: string,
  size: number,
  readMe: string,
): FileLine {
  const id = title.toLowerCase().replaceAll(' ', '-');
  const everywhere = { platform: null, arch: null, ending: 'zip' };
  return { id, kind, title, ...everywhere, form: 'archive', readMe, size: size * megabyte };
}

export function guide(chapters: readonly Chapter[]): FileLine {
  const everywhere = { platform: null, arch: null, ending: 'pdf' };
  return { id: 'user-guide', kind: 'documentation', title: 'User guide', ...everywhere, form: 'guide', chapters };
}
