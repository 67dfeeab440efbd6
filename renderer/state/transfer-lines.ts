import { errorTable, type ErrorCode, Failure } from '#shared/errors.ts';
import type { Transfer } from '#shared/models/transfer.ts';
import { sizes } from '#shared/text/en/sizes.ts';
import { text } from '#shared/text/index.ts';
import { placeName } from './offline-places.ts';
import { verifiedShare } from './release-lines.ts';

const words = text.window.downloads;

/** What people call it: an installer by its product, everything else by its own name. */
export const titleOf = ({ artifact, product, version }: Pick<Transfer, 'artifact' | 'product' | 'version'>): string =>
  artifact.kind === 'installer' ? `${product.name} ${version}` : artifact.title;

/** "Installer, 7.36 GB" */
export function kindAndSizeOf(
  { kind, fileName }: Pick<Transfer['artifact'], 'kind' | 'fileName'>,
  size: number,
): string {
  const isPdf = kind === 'documentation' && fileName.toLowerCase().endsWith('.pdf');
  return words.kindAndSize(isPdf ? words.pdf : text.transfers.kinds[kind], size);
}

/** The same, and which stick. */
export function aboutOf({
  artifact,
  size,
  kind,
  drive,
}: Pick<Transfer, 'artifact' | 'size' | 'kind' | 'drive'>): string {
  const what = kindAndSizeOf(artifact, size);
  if (drive === null) return what;
  const stick = placeName(drive);
  return `${what}, ${kind === 'save' ? words.transfers.to(stick) : words.transfers.from(stick)}`;
}

/** What a person may do with a transfer now. */
export interface TransferActs {
  pause: boolean;
  resume: boolean;
  retry: boolean;
  move: boolean;
  /** Its file is in the library, and can be shown or opened. */
  open: boolean;
}

export function actsOf({ state, kind }: Pick<Transfer, 'state' | 'kind'>): TransferActs {
  return {
    pause: state === 'queued' || state === 'running' || state === 'verifying' || state === 'waiting-for-network',
    resume: state === 'paused',
    retry: state === 'failed',
    move: state === 'queued' || state === 'paused',
    open: state === 'done' && kind !== 'save',
  };
}

const muchReceived = 50_000_000;

/** Giving it up would throw away what took its time to come. */
export const asksBeforeCancel = ({ state, verifiedBytes }: Pick<Transfer, 'state' | 'verifiedBytes'>): boolean =>
  state !== 'done' && verifiedBytes >= muchReceived;

/** Why it has stopped, as a failure with a sentence. A code that this window does not know is not hidden. */
export function failureOf({ failure }: Pick<Transfer, 'failure'>): Failure | null {
  if (!failure) return null;
  if (!Object.hasOwn(errorTable, failure.code)) return new Failure('internal', { id: failure.code });
  const code = failure.code as ErrorCode;
  const details = errorTable[code].details.safeParse(failure.details);
  return details.success ? new Failure(code, details.data) : new Failure('internal', { id: code });
}

/** The percentage in words: of what is verified. */
export const percentOf = (transfer: Pick<Transfer, 'verifiedBytes' | 'size'>): string =>
  sizes.percent(verifiedShare(transfer));

/** "48.2 MB/s"; null while it is not known, or nothing moves. */
export const speedOf = ({ state, bytesPerSecond }: Pick<Transfer, 'state' | 'bytesPerSecond'>): string | null =>
  state === 'running' && bytesPerSecond !== null ? sizes.speed(bytesPerSecond) : null;

export const leftOf = ({ state, secondsLeft }: Pick<Transfer, 'state' | 'secondsLeft'>): string | null =>
  state === 'running' && secondsLeft !== null ? sizes.left(secondsLeft) : null;

/** The line of a graph `width` by `height`, scaled to its own peak; the newest at the right edge. */
export function speedLine(speeds: readonly number[], width: number, height: number): string {
  const peak = Math.max(...speeds, 1);
  const step = width / 59;
  const at = (index: number) => width - (speeds.length - 1 - index) * step;
  return speeds
    .map((speed, index) => `${at(index).toFixed(1)},${(height - (speed / peak) * height).toFixed(1)}`)
    .join(' ');
}
