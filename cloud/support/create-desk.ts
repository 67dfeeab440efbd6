import type { CloudParts } from '../context.ts';
import { createOwnDesk } from './own-desk.ts';
import type { SupportDesk } from './port.ts';
import { createSiteDesk } from './site-desk.ts';

/** The desk of the settings: a support site, or that of this cloud. */
export function createDesk(parts: Pick<CloudParts, 'config' | 'store' | 'clock' | 'random'>): SupportDesk {
  const { site } = parts.config.support ?? { site: null };
  return site ? createSiteDesk(site, parts) : createOwnDesk(parts);
}
