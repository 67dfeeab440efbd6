import { Failure } from '#shared/errors.ts';
import type { LicenseRow } from '#shared/models/license.ts';
import {
  blankRow,
  type IntakeAnswer,
  type IntakeItem,
  type IntakeRow,
  type IntakeVerdict,
  type OfflineLength,
} from '#shared/models/offline.ts';
import { day } from '#shared/models/time.ts';
import { type Carried, carriedText, kindOfRow, people, readCarried } from './carried.ts';
import type { Watched } from './world.ts';

/** 23:59 in Oslo, in winter; far enough from the truth for no picture to show it. */
const endOfDay = (moment: number) => Math.floor(moment / day) * day + 22 * 3_600_000 + 59 * 60_000;

/** What a cloud says of one carried file, in memory. */
export function examine(world: Watched, item: IntakeItem): IntakeRow {
  const [carried] = readCarried(item.text);
  if (!carried) return unreadable;
  const license = world.rows.find(({ id }) => id === (item.license ?? carried.license));
  const person =
    Object.values(people).find(({ id }) => id === item.person) ?? (carried.person ? people[carried.person] : null);
  const row: IntakeRow = {
    kind: kindOfRow[carried.kind] ?? 'unknown',
    request: carried.kind === 'license-request' ? `R-${carried.machine}` : null,
    purpose: carried.kind === 'license-request' ? (carried.purpose ?? 'activate') : null,
    machine: { id: `K-${carried.machine}`, name: carried.machine },
    person,
    license: license ? { id: license.id, name: `${license.product.name} ${license.edition.name}` } : null,
    days: null,
    leaseEndsAt: null,
    licenseEndsAt: license?.endsAt ?? null,
    verdict: carried.fixed ?? { code: 'frees-seat' },
  };
  return carried.kind === 'license-request' ? asked(world, item, carried, row, license) : other(carried, row);
}

const other = (carried: Carried, row: IntakeRow): IntakeRow =>
  carried.kind === 'license-applied'
    ? { ...row, verdict: carried.fixed ?? { code: 'acknowledges', sequence: 4 } }
    : row;

function asked(
  world: Watched,
  item: IntakeItem,
  carried: Carried,
  row: IntakeRow,
  license: LicenseRow | undefined,
): IntakeRow {
  const now = world.status.now;
  if (carried.fixed?.code === 'answered-before' && license) {
    const leaseEndsAt = endOfDay(carried.fixed.at + (carried.days ?? 30) * day);
    return { ...row, days: carried.days ?? 30, leaseEndsAt, verdict: carried.fixed };
  }
  if (carried.fixed) return { ...row, license: null, person: null, licenseEndsAt: null, verdict: carried.fixed };
  if (!license) return { ...row, verdict: refused(new Failure('no-license-fits', { wanted: null })) };
  const name = row.license?.name ?? '';
  if (license.endsAt !== null && license.endsAt <= now)
    return { ...row, verdict: refused(new Failure('license-ended', { license: name, endedAt: license.endsAt })) };
  const wanted: OfflineLength = item.days === undefined ? (carried.days ?? 30) : item.days;
  const leaseEndsAt = wanted === null ? (license.endsAt ?? endOfDay(now + 366 * day)) : endOfDay(now + wanted * day);
  if (license.endsAt !== null && leaseEndsAt > license.endsAt)
    return {
      ...row,
      days: Math.round((license.endsAt - now) / day),
      leaseEndsAt: license.endsAt,
      verdict: { code: 'shortened', askedDays: wanted, endsAt: license.endsAt },
    };
  return { ...row, days: wanted, leaseEndsAt, verdict: ready(carried, license) };
}

function ready(carried: Carried, license: LicenseRow): IntakeVerdict {
  const seat = carried.purpose === 'renew' ? 'kept' : license.kind === 'named' ? 'named' : 'free';
  return { code: 'ready', seat, used: license.leases.length + 1, seats: license.seats };
}

const refused = ({ code, details }: Failure): IntakeVerdict => ({ code: 'refused', failure: { code, details } });

const unreadable: IntakeRow = {
  ...blankRow,
  verdict: { code: 'refused-file', refusal: { code: 'damaged', part: 'block' } },
};

/** The same with the file to carry back, where there is one. */
export function issue(world: Watched, item: IntakeItem): IntakeAnswer {
  const row = examine(world, item);
  const name = row.machine?.name ?? '';
  const date = new Date(world.status.now).toISOString().slice(0, 10);
  const taken = readCarried(item.text)[0]?.taken;
  if (taken) return { ...row, verdict: { code: 'refused', failure: taken }, file: null };
  if (row.verdict.code === 'frees-seat')
    return {
      ...row,
      file: {
        name: `${name}-${date}.return-receipt`,
        text: carriedText({ kind: 'return-receipt', machine: name }),
      },
    };
  if (!['ready', 'shortened', 'answered-before'].includes(row.verdict.code)) return { ...row, file: null };
  return {
    ...row,
    file: { name: `${name}-${date}.license`, text: carriedText({ kind: 'license', machine: name }) },
  };
}
