/** Products and plans. */
export const products = {};
