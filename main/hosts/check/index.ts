import { type CheckQuestion, judgeProduct } from '#shared/files/product-check.ts';
import type { CheckResult } from '#shared/models/check.ts';
import { readClock } from '../../adapters/boot.ts';
import { filePlatform } from '../../adapters/file-platform.ts';
import { readLeasePlace } from '../../adapters/lease-place.ts';
import { stateFolders } from '../../adapters/state-folder.ts';

export type { CheckQuestion, CheckResult };

export interface CheckOptions {
  /** Where to look, the most important first. By default the well-known places of this system. */
  folders?: readonly string[];
}

/**
 * Says whether a product may run on this machine. Needs no network, no sign-in and no running Greenroom.
 * A program starts on `licensed`; one that runs already may finish its work on `grace`.
 */
export function checkProduct(question: CheckQuestion, { folders = stateFolders() }: CheckOptions = {}): CheckResult {
  const reading = readClock();
  return judgeProduct(
    question,
    folders.map((folder) => readLeasePlace(folder, filePlatform, reading)),
  );
}
