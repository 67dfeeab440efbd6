import type { Person } from '#shared/models/person.ts';
import type { Moment } from '#shared/models/time.ts';
import { text } from '#shared/text/index.ts';
import type { Letter } from '../mail/port.ts';
import type { EndAhead } from '../rules/ends.ts';

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
