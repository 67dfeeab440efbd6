/** Sign-in with the accounts of the organization, by OpenID Connect. */
export const singleSignOn = {};
