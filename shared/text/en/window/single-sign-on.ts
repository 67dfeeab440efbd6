/** Single sign-on. */
export const singleSignOn = {};
