import { plain, type Vice } from '../answering.ts';

/** Links that are good for so many bytes, and then refused; a new one may be asked for as often as one likes. */
export function expiringLinks(url: string, lastsBytes: number, status: 403 | 410 = 403) {
  let issued = 0;
  const usedBy = new Map<string, number>();
  const vice: Vice = (next) => async (ask) => {
    const ticket = ask.query.get('ticket') ?? '';
    const used = usedBy.get(ticket) ?? Infinity;
    if (used >= lastsBytes) return plain(status, 'this link has expired');
    const answer = await next(ask);
    usedBy.set(ticket, used + Number(answer.headers['content-length'] ?? 0));
    return answer;
  };
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
