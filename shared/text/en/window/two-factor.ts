/** The second step at sign-in. */
export const twoFactor = {};
