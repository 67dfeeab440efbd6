import type { Person } from '#shared/models/person.ts';
import type { Moment } from '#shared/models/time.ts';
import { text } from '#shared/text/index.ts';
import type { CloudConfig } from '../config.ts';
import type { Letter } from '../mail/port.ts';
import type { EndAhead } from '../rules/ends.ts';
import { isNotified } from '../rules/notified.ts';
import type { Warning } from '../rules/warnings.ts';
import type { Subscription } from '../store/queries/notification.ts';
import { unsubscribeLink } from './unsubscribe-link.ts';

/** Who is told of an end. */
export interface Told {
  end: EndAhead;
  people: readonly Person[];
}

/** One letter for each person, about everything they are to know now, the soonest end first. */
export function lettersAbout(told: readonly Told[], { now, url }: { now: Moment; url: string }): Letter[] {
  const byAddress = new Map<string, { person: Person; ends: Set<EndAhead> }>();
  for (const { end, people } of told) {
    for (const person of people) {
      const letter = byAddress.get(person.email) ?? { person, ends: new Set() };
      letter.ends.add(end);
      byAddress.set(person.email, letter);
    }
  }
  const { subject, paragraphs } = text.mails.endsAhead;
  return [...byAddress.values()].map(({ person, ends }) => {
    const words = { name: person.name, ends: [...ends].toSorted((a, b) => a.endsAt - b.endsAt), now, url };
    return { to: person.email, subject: subject(words), paragraphs: paragraphs(words) };
  });
}

interface Notified {
  warnings: readonly Warning<EndAhead>[];
  /** Who is told as a person: nobody hears the same thing twice. */
  told: readonly Told[];
  subscriptions: readonly Subscription[];
}

/** One letter for each address on the list of an organization, with its link to unsubscribe. */
export function lettersToAddresses(
  { warnings, told, subscriptions }: Notified,
  { now, config }: { now: Moment; config: Pick<CloudConfig, 'secret' | 'publicUrl'> },
): Letter[] {
  const heard = new Map(told.map(({ end, people }) => [end, new Set(people.map(({ email }) => email))]));
  const byOrganization = Map.groupBy(warnings, ({ end }) => end.organization.id);
  const { subject, paragraphs } = text.organizationMails.ends;
  return subscriptions.flatMap((subscription) => {
    const { organization, email, addedBy } = subscription;
    const ends = (byOrganization.get(organization) ?? [])
      .filter(({ end, days }) => isNotified(subscription, end, days) && !heard.get(end)?.has(email))
      .map(({ end }) => end)
      .toSorted((a, b) => a.endsAt - b.endsAt);
    const [first] = ends;
    if (!first) return [];
    const { url: unsubscribe } = unsubscribeLink(config, { organization, email });
    const words = { ends, now, organization: first.organization.name, addedBy, unsubscribe };
    return [{ to: email, subject: subject(words), paragraphs: paragraphs(words), unsubscribe }];
  });
}
