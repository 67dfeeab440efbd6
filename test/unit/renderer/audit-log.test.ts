import { expect, it } from 'vitest';
import { Failure } from '#shared/errors.ts';
import type { AuditPage, AuditRow } from '#shared/models/audit.ts';
import { byDay, createAuditLog } from '../../../renderer/state/audit-log.ts';

const row = (id: number, at: number): AuditRow => ({
  id: `E-${id}`,
  at,
  who: { id: null, name: 'vendor' },
  action: 'license.renew',
  subject: null,
  details: {},
  names: {},
  address: null,
});
const explain = () => new Failure('cloud-unreachable', { url: 'x' });
const pages = (answers: Record<string, AuditPage>) => {
  const asked: string[] = [];
  const load = async (cursor = 'first') => {
    asked.push(cursor);
    const page = answers[cursor];
    if (!page) throw new Error(`nothing at ${cursor}`);
    return page;
  };
  return { asked, load };
};
const many = (from: number, count: number) => Array.from({ length: count }, (_, index) => row(from + index, 1));

it('looks on through pages that hold little, until there is enough to show', async () => {
  const { asked, load } = pages({
    first: { rows: many(0, 1), next: 'b', reached: 9 },
    b: { rows: [], next: 'c', reached: 8 },
    c: { rows: many(1, 60), next: 'd', reached: 7 },
    d: { rows: many(61, 2), next: null, reached: null },
  });
  const log = createAuditLog(load, explain);
  await Promise.all([log.more(), log.more()]);
  expect(asked).toEqual(['first', 'b', 'c']);
  expect(log.getState()).toMatchObject({ isLoading: false, next: 'd', reached: 7 });
  await log.more();
  await log.more();
  expect(asked).toEqual(['first', 'b', 'c', 'd']);
  expect(log.getState().rows).toHaveLength(63);
});

it('keeps what it has when the next page fails, and goes on from there', async () => {
  const answers: Record<string, AuditPage> = { first: { rows: many(0, 60), next: 'b', reached: 9 } };
  const log = createAuditLog(pages(answers).load, explain);
  await log.more();
  await log.more();
  expect(log.getState()).toMatchObject({ failure: { code: 'cloud-unreachable' }, next: 'b', isLoading: false });
  answers['b'] = { rows: many(60, 1), next: null, reached: null };
  await log.more();
  expect(log.getState()).toMatchObject({ failure: null, next: null });
  expect(log.getState().rows).toHaveLength(61);
});

it('drops what comes after it was stopped', async () => {
  const log = createAuditLog(pages({ first: { rows: many(0, 60), next: null, reached: null } }).load, explain);
  const coming = log.more();
  log.stop();
  await coming;
  expect(log.getState().rows).toEqual([]);
});

it('puts rows under the days of the zone, also of one at :45', () => {
  const at = (text: string) => Date.parse(text);
  const rows = ['2026-11-23T18:20:00Z', '2026-11-23T18:16:00Z', '2026-11-23T18:14:00Z', '2026-11-22T18:16:00Z'];
  const days = byDay(
    rows.map((moment, index) => row(index, at(moment))),
    'Asia/Kathmandu',
  );
  expect(days.map(({ day, rows: within }) => [day, within.length])).toEqual([
    ['Tue 24 Nov 2026', 2],
    ['Mon 23 Nov 2026', 2],
  ]);
});
