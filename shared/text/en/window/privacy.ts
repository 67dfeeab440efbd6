/** Privacy of an account. */
export const privacy = {};
