import type { Content } from '../../content.ts';
import type { Vice } from '../answering.ts';

/** After so many bytes there is another file in its place, with a new tag or with the one of before. */
export const changesMidway =
  (path: string, afterBytes: number, content: Content, tag: 'new tag' | 'same tag'): Vice =>
  (next, { files, handedOut }) => {
    const from = handedOut();
    let isChanged = false;
    return (ask) => {
      if (!isChanged && handedOut() - from >= afterBytes) {
        isChanged = true;
        const etag = tag === 'new tag' ? '"changed"' : (files.get(path)?.etag ?? null);
        files.set(path, { content, etag });
      }
      return next(ask);
    };
  };
