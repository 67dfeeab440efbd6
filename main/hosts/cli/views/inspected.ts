import type { InspectedFile } from '#shared/models/offline.ts';
import { text } from '#shared/text/index.ts';
import type { Style, Tally } from './style.ts';
import { facts } from './table.ts';

const words = text.window.inspect;
type InspectedLease = NonNullable<InspectedFile['about']>['leases'][number];

const own = text.cli.offline.inspected;

/** What files turned out to be: for whom, until when, and what to do with them. `source`: where they were found. */
export function inspected(files: readonly InspectedFile[], style: Style, source?: string): string {
  return files.map((file) => one(file, style, source)).join('\n');
}

function one({ kind, isGenuine, refusal, about, next }: InspectedFile, style: Style, source?: string): string {
  const title =
    kind === null ? (refusal?.code === 'not-a-greenroom-file' ? words.nothing : words.unknown) : nameOf(kind);
  // For another machine it is as good as any.
  const isRefused = refusal !== null && !(isGenuine && next === 'take-to-machine');
  const tally: Tally = isRefused ? 'ended' : refusal ? 'held' : isGenuine ? 'here' : 'soon';
  const state = isRefused ? words.refused : isGenuine ? words.genuine : words.unproven;
  const why = refusal === null ? null : text.refusals[refusal.code](refusal as never);
  const rows: [string, string | null | undefined][] = [
    [own.file, source],
    [words.facts.machine, about?.machine?.name],
    [words.facts.cloud, about?.cloud],
    [words.facts.purpose, about?.purpose],
    ...(about?.leases ?? []).flatMap((lease): [string, string | null][] => [
      [words.facts.license, [lease.license, lease.organization].filter(Boolean).join(', ')],
      [words.facts.person, lease.person],
      ...endsOf(lease, style),
    ]),
    [words.facts.number, about?.sequence ? String(about.sequence) : null],
    [words.facts.made, about?.madeAt ? style.moment(about.madeAt) : null],
    [words.facts.carryBy, about?.useBy ? style.moment(about.useBy) : null],
    [words.facts.fingerprint, about?.fingerprint],
  ];
  const known = rows.flatMap(([name, value]) => (value ? [[name, value] as const] : []));
  const sentences = why ? [why.sentence, why.next] : [nextOf(next, about?.machine?.name ?? '')];
  const head = `${style.tally(tally, `${style.strong(title)}, ${state.toLowerCase()}`)}\n`;
  return `${head}${known.length > 0 ? facts(known, style) : ''}${sentences.join('\n')}\n`;
}

/** Both ends where they are meant: a lease ends at 23:59 of its organization. */
function endsOf({ leaseEndsAt, licenseEndsAt, timeZone }: InspectedLease, style: Style): [string, string][] {
  if (leaseEndsAt === null) return [];
  const zone = timeZone ?? 'UTC';
  return [
    [words.facts.leasedUntil, style.momentIn(leaseEndsAt, zone)],
    [words.facts.licenseEnds, style.momentIn(licenseEndsAt, zone)],
  ];
}

const nameOf = (kind: string) => words.kinds[kind] ?? kind;

function nextOf(next: InspectedFile['next'], machine: string): string {
  const sentence = words.next[next];
  return typeof sentence === 'function' ? sentence(machine) : sentence;
}
