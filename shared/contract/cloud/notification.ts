/** Mails about an organization, to any address (T9). */
export const notification = {};
