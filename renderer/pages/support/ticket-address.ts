import type { SupportDeskAbout, Ticket } from '#shared/models/support.ts';

/**
 * What a browser opens for a ticket of a support site: the site itself; or, where the site takes the account of the cloud,
 * the portal, which signs in there and goes on.
 */
export const addressOf = (
  { id, url }: Pick<Ticket, 'id' | 'url'>,
  { signIn }: Pick<SupportDeskAbout, 'signIn'>,
  cloudUrl: string,
): string => (signIn === 'cloud-account' ? new URL(`/support/${encodeURIComponent(id)}`, cloudUrl).href : url);
