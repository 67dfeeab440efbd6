/** One line of a benchmark's table: what, how much, and the level it must show. */
export function printFigure(what: string, measured: string, level: string, isReached: boolean): void {
  console.log(`${isReached ? 'ok  ' : 'MISS'}  ${what.padEnd(52)} ${measured.padStart(14)}   ${level}`);
  if (!isReached) process.exitCode = 1;
}

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
