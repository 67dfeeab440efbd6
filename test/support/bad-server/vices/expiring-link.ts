import { plain, type Vice } from '../answering.ts';

/** Links that are refused once so many bytes went over them; what is under way comes to its end. A new one is to be had for the asking. */
export function expiringLinks(url: string, lastsBytes: number, status: 403 | 410 = 403) {
  let issued = 0;
  const usedBy = new Map<string, number>();
  const vice: Vice = (next) => async (ask) => {
    const ticket = ask.query.get('ticket') ?? '';
    const used = usedBy.get(ticket) ?? Infinity;
    if (used >= lastsBytes) return plain(status, 'this link has expired');
    const answer = await next(ask);
    return { ...answer, body: counted(answer.body, ticket) };
  };
  async function* counted(body: Iterable<Buffer> | AsyncIterable<Buffer>, ticket: string) {
    for await (const piece of body) {
      usedBy.set(ticket, (usedBy.get(ticket) ?? 0) + piece.length);
      yield piece;
    }
  }
  return {
    vice,
    issued: () => issued,
    link(): Promise<string> {
      const ticket = `t-${(issued += 1)}`;
      usedBy.set(ticket, 0);
      return Promise.resolve(`${url}?ticket=${ticket}`);
    },
  };
}
