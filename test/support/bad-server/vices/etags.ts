import { changingContent } from '../answering.ts';

/** Says nothing about which version of the file it is. */
export const noEtag = changingContent((answer) => {
  const { etag: _, ...headers } = answer.headers;
  return { ...answer, headers };
});

/** Says that it is about the same file. */
export const weakEtag = changingContent((answer) => ({
  ...answer,
  headers: { ...answer.headers, etag: `W/${answer.headers['etag'] ?? '"1"'}` },
}));

/** Every answer has another tag, as behind a balancer whose servers disagree; the file is the same. */
export const shiftingEtag = changingContent((answer, _, { random }) => ({
  ...answer,
  headers: { ...answer.headers, etag: `"${random()}"` },
}));
