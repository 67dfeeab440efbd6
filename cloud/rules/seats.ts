/** The seat numbers still free, lowest first, at most `limit` of them. Seats are numbered from 1. */
export function freeSeats(seats: number, taken: Iterable<number>, limit = seats): number[] {
  const used = new Set(taken);
  const free: number[] = [];
  for (let seat = 1; seat <= seats && free.length < limit; seat += 1) if (!used.has(seat)) free.push(seat);
  return free;
}
