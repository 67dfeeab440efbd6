/** Support. */
export const support = {};
