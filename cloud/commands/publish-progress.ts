import { text } from '#shared/text/index.ts';
import type { ReleaseProgress } from '../publish/put-release.ts';
import type { Terminal } from './terminal.ts';

const eraseLine = '\r\u001B[K';
/** In milliseconds: as often as somebody can read it. */
const pause = 200;

/** Shows how far it is in one line that is written over; nothing where nobody sits. `file`: the one it is at. */
export function showProgress(stderr: Terminal['stderr']) {
  let shownAt = -pause;
  let at = '';
  return {
    file: () => at,
    show({ fileName, bytes, size, isChecking }: ReleaseProgress) {
      const isAnother = fileName !== at;
      at = fileName;
      const now = performance.now();
      if (!stderr.isTTY || (!isAnother && now - shownAt < pause)) return;
      shownAt = now;
      const words = isChecking ? text.publish.checking : text.publish.putting;
      stderr.write(`${eraseLine}${words(fileName, bytes, size)}`);
    },
    clear() {
      if (stderr.isTTY && at !== '') stderr.write(eraseLine);
    },
  };
}
