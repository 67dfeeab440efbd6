/** One person of the team. */
export const person = {};
