import { expect, it } from 'vitest';
import { createTransferLines } from '#main/hosts/desktop/transfer-lines.ts';
import type { Transfer, TransferEvent } from '#shared/models/transfer.ts';

const event = (states: Record<string, Transfer['state']>, order = Object.keys(states)) =>
  ({ transfers: Object.entries(states).map(([id, state]) => ({ id, state })), order }) as TransferEvent;

it('says how many run, and whether the machine should stay awake', () => {
  const after = createTransferLines();
  expect(after(event({}))).toEqual({ isBusy: false, lines: [] });
  expect(after(event({ a: 'running', b: 'verifying', c: 'queued', d: 'paused' }))).toEqual({
    isBusy: true,
    lines: ['2 transfers are running'],
  });
  expect(after(event({ a: 'waiting-for-network' }, ['a', 'b', 'c', 'd']))).toEqual({
    isBusy: true,
    lines: ['1 transfer is running', '1 transfer waits for the network'],
  });
  expect(after(event({ a: 'done' }, ['a', 'c', 'd']))).toEqual({ isBusy: false, lines: [] });
});
