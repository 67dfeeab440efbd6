/** The one weight of every outlined icon. */
export const line = { size: 16, stroke: 1.75, 'aria-hidden': true } as const;
