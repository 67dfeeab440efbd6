import { dates } from './dates.ts';

interface AnyEnd {
  /** Product and edition in words. */
  license: string;
  organization: { name: string };
  timeZone: string;
  endsAt: number;
}

/** An end ahead, as far as words about it need it. */
export type EndWords =
  | (AnyEnd & { of: 'lease'; machine: string; person: { name: string } | null; licenseEndsAt: number | null })
  | (AnyEnd & { of: 'license'; seats: number });

/** Thu 14 Jan 2027, 23:59 (Europe/Oslo) */
const moment = (at: number, timeZone: string) =>
  `${dates.weekdayDay(at, timeZone)}, ${dates.time(at, timeZone)} (${timeZone})`;

/** What ends, and both dates of it with their zone. */
export const ends = {
  title: (end: EndWords) =>
    end.of === 'lease' ? `${end.license} on ${end.machine}: offline lease ends` : `${end.license}: license ends`,
  sentence(end: EndWords): string {
    const { license, organization, timeZone, endsAt } = end;
    if (end.of === 'license') {
      const seats = end.seats === 1 ? '1 seat' : `${end.seats} seats`;
      return `${license}, ${seats}, ${organization.name}: the license ends on ${moment(endsAt, timeZone)}.`;
    }
    const person = end.person === null ? '' : `, ${end.person.name}`;
    const licenseEnd =
      end.licenseEndsAt === null
        ? 'The license itself has no end.'
        : `The license ends on ${moment(end.licenseEndsAt, timeZone)}.`;
    return `${license} on ${end.machine}${person}, ${organization.name}: leased offline until ${moment(endsAt, timeZone)}. ${licenseEnd}`;
  },
  endedTitle: (end: EndWords) =>
    end.of === 'lease' ? `${end.license} on ${end.machine}: offline lease has ended` : `${end.license} has ended`,
  endedSentence: ({ license, organization, timeZone, endsAt }: EndWords) =>
    `${license}, ${organization.name}: ended on ${moment(endsAt, timeZone)}.`,
  /** in 12 days */
  left: (end: EndWords, now: number) => dates.relative(end.endsAt, now, end.timeZone),
  nextWhenOver: 'Nothing starts with what has ended. An Owner of the organization renews a license with the vendor.',
  next: {
    lease:
      'To go on working there, renew the lease before it ends: with a file from the machine, or with a moment of network on the machine. What the machine no longer needs can be given back.',
    license:
      'An Owner of the organization renews a license with the vendor. Until it ends, nothing changes on any machine.',
  },
};
