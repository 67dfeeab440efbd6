import type { OwnershipOffer } from '#shared/models/team.ts';
import type { HandOverWords } from '#shared/text/en/hand-over.ts';
import { text } from '#shared/text/index.ts';
import type { CloudParts } from '../context.ts';
import type { Letter } from '../mail/port.ts';
import type { SteadyTeam } from './team-place.ts';

/** Mails about a hand-over, to whom each is for. */
export function handOverMails(
  { config }: Pick<CloudParts, 'config'>,
  { organization, me }: SteadyTeam,
  { from, to, expiresAt }: OwnershipOffer,
) {
  const words: HandOverWords = {
    organization: organization.name,
    timeZone: organization.timeZone,
    from: from.name,
    to: to.name,
    by: me.name,
    expiresAt,
    url: new URL('/account', config.publicUrl).href,
  };
  const letter = (recipient: { email: string }, mail: keyof typeof text.team.handOver): Letter => {
    const { subject, paragraphs } = text.team.handOver[mail];
    return { to: recipient.email, subject: subject(words), paragraphs: paragraphs(words) };
  };
  return {
    offered: () => letter(to, 'offered'),
    withdrawn: () => letter(to, 'withdrawn'),
    declined: () => letter(from, 'declined'),
    accepted: () => [letter(to, 'isOwner'), letter(from, 'isManager')],
  };
}
