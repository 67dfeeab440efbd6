import { describe, expect, it, vi } from 'vitest';
import { type Seat, stayInRoom } from '#main/hosts/cli/room.ts';
import { type ErrorCode, type ErrorDetails, Failure } from '#shared/errors.ts';
import type { Notice } from '#shared/models/status.ts';
import { heldLease } from '../../../support/typed.ts';
import { waitFor } from '../../../support/wait-for.ts';

const noSeat = () => new Failure('no-free-seat', { license: 'Graphics XR', seats: 6 });
const away = () => new Failure('cloud-unreachable', { url: 'https://cloud.example' });

/** A companion that answers `enter` with these, one after the other, the last again and again. */
function room(...answers: (() => Failure | null)[]) {
  const said: string[] = [];
  const pauses: number[] = [];
  const looks: (() => void)[] = [];
  const around = { held: [heldLease()], notices: [] as Notice[] };
  const enter = vi.fn(async () => {
    const failure = (answers.length > 1 ? answers.shift() : answers[0])?.() ?? null;
    if (failure) throw failure;
    around.held = [heldLease()];
    return heldLease();
  });
  const release = vi.fn(async (_lease: string) => {});
  const seat: Seat = { enter, release, held: async () => around.held, notices: async () => around.notices };
  const pause = async (milliseconds: number, signal: AbortSignal) => {
    const isLook = milliseconds === 30_000;
    if (!isLook) pauses.push(milliseconds);
    if (isLook || pauses.length > 20)
      await new Promise<void>((resolve, reject) => {
        looks.push(resolve);
        signal.addEventListener('abort', () => reject(signal.reason as Error));
      });
  };
  const leave = stayInRoom(seat, (line) => said.push(line), pause);
  /** Lets it look whether the seat is still there, and says how often it did. */
  async function look(): Promise<void> {
    await waitFor(() => expect(looks).not.toEqual([]));
    looks.shift()?.();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return { leave, enter, release, said, pauses, around, look };
}

const ended = (reason: 'lapsed' | 'released'): Notice => ({
  id: 'N-1',
  at: 1,
  kind: 'lease-ended',
  notice: { lease: 'S-1', license: 'Graphics XR', reason, by: 'Kari', at: 1 },
});

describe('L12: a room code', () => {
  it('takes a seat, and gives it back at the end', async () => {
    const { leave, enter, release, said } = room(() => null);
    await waitFor(() => expect(said).toHaveLength(1));
    expect(enter).toHaveBeenCalledTimes(1);
    expect(said[0]).toContain('A seat of Graphics XR is taken');
    await leave();
    expect(release.mock.calls[0]?.[0]).toBe('S-1');
    expect(said.at(-1)).toBe('The seat is given back.');
  });

  it('tries again while the cloud is away or all seats are taken, and says each once', async () => {
    const { said, pauses } = room(away, away, noSeat, noSeat, noSeat, () => null);
    await waitFor(() => expect(said).toHaveLength(3));
    expect(said[0]).toContain('cannot be reached');
    expect(said[1]).toContain('All 6 seats');
    expect(pauses).toEqual([2_000, 4_000, 8_000, 16_000, 32_000]);
  });

  it('that is over is said once: trying again would not help', async () => {
    const { said, enter, release, leave } = room(() => new Failure('room-closed', {}));
    await waitFor(() => expect(said).toHaveLength(1));
    await leave();
    expect(said[0]).toContain('Ask a Manager for a new one.');
    expect(enter).toHaveBeenCalledTimes(1);
    expect(release).not.toHaveBeenCalled();
  });

  it('ends at once while it waits for a seat', async () => {
    const { leave, release, pauses } = room(away);
    await waitFor(() => expect(pauses.length).toBeGreaterThan(20));
    expect(Math.max(...pauses)).toBe(60_000);
    await leave();
    expect(release).not.toHaveBeenCalled();
  });

  it('takes the seat again when it lapsed, while the cloud was away or the machine slept', async () => {
    const { leave, enter, release, around, look } = room(() => null);
    await look();
    expect(enter).toHaveBeenCalledTimes(1);
    around.held = [heldLease({ standing: 'ended' })];
    await look();
    expect(enter).toHaveBeenCalledTimes(2);
    [around.held, around.notices] = [[], [ended('lapsed')]];
    await look();
    expect(enter).toHaveBeenCalledTimes(3);
    await leave();
    expect(release).toHaveBeenCalledTimes(1);
  });

  it('does not take a seat again that somebody took away, and says who', async () => {
    const { leave, enter, release, around, look, said } = room(() => null);
    [around.held, around.notices] = [[], [ended('released')]];
    await look();
    expect(enter).toHaveBeenCalledTimes(1);
    expect(said.at(-1)).toContain('Kari released Graphics XR');
    await leave();
    expect(release).not.toHaveBeenCalled();
  });

  const refusals: [ErrorCode, ErrorDetails<ErrorCode>, RegExp][] = [
    ['cloud-unreachable', { url: 'https://cloud.example' }, /could not be given back/],
    ['no-lease-here', {}, /A seat of Graphics XR is taken/],
  ];
  it.each(refusals)('a seat that cannot be given back: %s', async (code, details, says) => {
    const one = room(() => null);
    await waitFor(() => expect(one.said).toHaveLength(1));
    one.release.mockRejectedValue(new Failure(code, details));
    await one.leave();
    expect(one.said.at(-1)).toMatch(says);
  });
});
