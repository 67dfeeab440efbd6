/** Whether the full figures are asked for: `PROMISES=full npm run promises`. */
export const isFull = process.env['PROMISES'] === 'full';

/** The full figure, or a smaller one that shows the same in seconds. */
export const figure = (small: number, full: number) => (isFull ? full : small);

/** Prints what a promise came to. */
export const report = (line: string) => process.stdout.write(`${line}\n`);
