import { describe, expect, it } from 'vitest';
import type { Room } from '#shared/models/machine-view.ts';
import { hour } from '#shared/models/time.ts';
import {
  inOrder,
  isOpen,
  leftOf,
  licensesForRooms,
  matchesRoom,
  standingOfRoom,
} from '../../../renderer/state/room-lines.ts';
import { nameOf } from '../../../renderer/state/license-lines.ts';
import { pictureRows, pictureTime as now } from '../../support/fake-api/data.ts';
import { pictureRooms } from '../../support/fake-api/machines.ts';

const roomOf = (id: string, change: Partial<Room> = {}): Room => {
  const found = pictureRooms().find((room) => room.id === id);
  if (!found) throw new Error(id);
  return { ...found, ...change };
};

describe('a room code', () => {
  it('is open, nearly over, used up, over or closed', () => {
    const words = ['R-1', 'R-3', 'R-2', 'R-4', 'R-5'].map((id) => standingOfRoom(roomOf(id), now).word);
    expect(words).toEqual(['Open', 'Ends soon', 'Used up', 'Ended', 'Closed']);
  });

  it('used up is still open: closing it is still worth while', () => {
    expect(isOpen(roomOf('R-2'), now)).toBe(true);
    expect(leftOf(roomOf('R-2'))).toBe(0);
    expect(leftOf(roomOf('R-1', { used: 60 }))).toBe(0);
    expect(isOpen(roomOf('R-1', { expiresAt: now }), now)).toBe(false);
  });

  it('stands before those that are over, the one that ends next first', () => {
    expect(inOrder(pictureRooms(), now).map(({ id }) => id)).toEqual(['R-3', 'R-1', 'R-2', 'R-5', 'R-4']);
  });

  it('is found by license, maker and state', () => {
    expect(matchesRoom('xr ingrid', roomOf('R-1'), now)).toBe(true);
    expect(matchesRoom('used', roomOf('R-1'), now)).toBe(false);
    expect(matchesRoom('', roomOf('R-5'), now)).toBe(true);
  });

  it('can be made for what can be used here now, what has room and is anybody’s first', () => {
    const running = pictureRows()
      .filter(({ organization, availability }) => organization.id === 'O-northlight' && availability !== 'ended')
      .map((row) => ({ ...row, name: nameOf(row), inUse: row.leases.length }));
    const offered = licensesForRooms(running);
    expect(offered.map(({ id }) => id)).toEqual(['L-artist', 'L-xr', 'L-arvs', 'L-live']);
  });

  it('has its own measure of soon: codes live for hours', () => {
    expect(standingOfRoom(roomOf('R-1', { expiresAt: now + 3 * hour }), now).word).toBe('Open');
    expect(standingOfRoom(roomOf('R-1', { expiresAt: now + hour }), now).word).toBe('Ends soon');
  });
});
