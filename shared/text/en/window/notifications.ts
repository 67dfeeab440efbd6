/** Mails about an organization. */
export const notifications = {};
