import { type Answer, changingContent, type Vice } from '../answering.ts';

const page = Buffer.from('<!doctype html><title>Welcome to Hotel Fjordheim</title><p>Room and surname, please.</p>');

/** A hotel answers in the name of the server until somebody has signed in: so many times, with 200. */
export function captivePortal(times: number): Vice {
  let left = times;
  return (next) => (ask) => (left-- > 0 ? asPage({ status: 200, headers: {}, body: [] }) : next(ask));
}

const asPage = (answer: Answer): Answer => ({
  status: answer.status,
  headers: { 'content-type': 'text/html', 'content-length': String(page.length) },
  body: [page],
});

/** The same by a proxy that keeps the head of the answer: 206, the right range, the right length, and pages. */
export const lyingPortal = (times: number) => {
  let left = times;
  return changingContent((answer) =>
    left-- > 0 ? { ...answer, body: pages(Number(answer.headers['content-length'])) } : answer,
  );
};

function* pages(length: number): Generator<Buffer> {
  for (let left = length; left > 0; left -= page.length) yield page.subarray(0, left);
}
