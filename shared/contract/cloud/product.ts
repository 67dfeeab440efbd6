/** What an organization has, by product and plan, and how it was used (L7). */
export const product = {};
