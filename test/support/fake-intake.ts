import { armour } from '#shared/files/armour.ts';
import type { IntakeAnswer, IntakeItem, IntakeVerdict } from '#shared/models/offline.ts';
import { day } from '#shared/models/time.ts';
import { noon } from './signed-files.ts';

interface Asked {
  organization: string;
  items: IntakeItem[];
}

export const block = (label: string, says: string) =>
  armour(label, Buffer.from(says).toString('base64'), [`for ${says}`]);
export const requestOf = (machine: string) => block('LICENSE REQUEST', machine);
const saysIn = (text: string) => Buffer.from(text.split('\n')[1] ?? '', 'base64').toString();

/** A cloud that answers every request and proof, except those of machines whose name says why not. */
function rowOf({ text, license, person }: IntakeItem, isIssued: boolean): IntakeAnswer {
  const machine = saysIn(text);
  const kind = text.includes('RETURN PROOF') ? 'return' : text.includes('APPLIED') ? 'acknowledgement' : 'request';
  const verdicts: Record<string, IntakeVerdict> = {
    FULL: { code: 'refused', failure: { code: 'no-free-seat', details: { license: 'Graphics XR', seats: 6 } } },
    OTHER: { code: 'refused-file', refusal: { code: 'other-cloud', found: 'fjord', here: 'Northlight' } },
    AGAIN: { code: 'answered-before', at: noon },
  };
  const usual: Record<typeof kind, IntakeVerdict> = {
    request: { code: 'ready', seat: 'free', used: 1, seats: 6 },
    return: { code: 'frees-seat' },
    acknowledgement: { code: 'acknowledges', sequence: 3 },
  };
  const verdict = verdicts[machine.split('-')[0] ?? ''] ?? usual[kind];
  const isRefused = verdict.code.startsWith('refused');
  const hasFile = isIssued && !isRefused && kind !== 'acknowledgement';
  return {
    kind,
    request: 'r',
    purpose: 'activate',
    machine: { id: machine, name: machine },
    person: { id: person ?? 'P-1', name: 'Ingrid Aas', email: 'ingrid@northlight.example' },
    license: { id: license ?? 'L-1', name: 'Graphics XR' },
    days: 30,
    leaseEndsAt: isRefused ? null : noon + 30 * day,
    licenseEndsAt: null,
    verdict,
    file: hasFile ? { name: `${machine}-2027-01-01.license`, text: `answer to ${machine}\n` } : null,
  };
}

const license = (id: string, seats: number, used: number, edition = 'xr') => ({
  id,
  edition: { id: edition },
  seats,
  inUse: used,
  state: 'free',
});

const fits = (
  row: ReturnType<typeof license>,
  { product, edition = row.edition.id }: { product: string; edition?: string },
) => product === 'graphics' && edition === row.edition.id;

/** A companion whose cloud answers an intake, and what it was asked. */
export function createIntake() {
  const examined: Asked[] = [];
  const issued: Asked[] = [];
  return {
    examined,
    issued,
    answers: {
      'organization.list': () => ({
        current: 'O-1',
        memberships: [{ organization: { id: 'O-1' }, role: 'manager', timeZone: 'Europe/Oslo' }],
      }),
      'team.list': () => ({ entries: [{ kind: 'person', person: { id: 'P-7', email: 'Kari@northlight.example' } }] }),
      'license.search': (input: unknown) => ({
        rows: [license('L-1', 6, 5), license('L-2', 10, 0), license('L-9', 10, 0, 'cg')].filter((row) =>
          fits(row, input as { product: string; edition?: string }),
        ),
      }),
      'offline.examine': (input: unknown) => {
        examined.push(input as Asked);
        return (input as Asked).items.map((item) => rowOf(item, false));
      },
      'offline.issue': (input: unknown) => {
        issued.push(input as Asked);
        return (input as Asked).items.map((item) => rowOf(item, true));
      },
    },
  };
}
