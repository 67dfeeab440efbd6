/** A second step at sign-in: code by mail, authenticator app, recovery codes (A5). */
export const twoFactor = {};
