import type { IntakeRow, IntakeVerdict, OfflineLength } from '#shared/models/offline.ts';
import { day } from '#shared/models/time.ts';
import { amara, fjordName, ingrid, jo, pictureTime, sindre } from './data.ts';

/** What a made-up file says. The fake API reads it back from the block; nothing is signed. */
export interface Carried {
  kind: 'license-request' | 'license' | 'return-proof' | 'return-receipt' | 'license-applied' | 'trust-root';
  machine: string;
  /** Renewals and proofs come from somebody with a lease. */
  purpose?: 'activate' | 'renew' | 'repair';
  person?: keyof typeof people;
  license?: string;
  days?: OfflineLength;
  /** What the cloud says whatever is chosen. */
  fixed?: IntakeVerdict;
  /** Why it fails when it comes to it, although it looked fine. */
  taken?: { code: string; details: Record<string, unknown> };
}

export const people = {
  ingrid,
  jo,
  amara,
  sindre,
  marek: { id: 'P-marek', name: 'Marek Nowak', email: 'marek@northlight.example' },
  li: { id: 'P-li', name: 'Li Wen', email: 'li@northlight.example' },
};

const labels: Record<Carried['kind'], string> = {
  'license-request': 'LICENSE REQUEST',
  license: 'LICENSE',
  'return-proof': 'RETURN PROOF',
  'return-receipt': 'RETURN RECEIPT',
  'license-applied': 'LICENSE APPLIED',
  'trust-root': 'TRUST ROOT',
};

/** The text of a made-up file. */
export function carriedText(carried: Carried): string {
  const label = labels[carried.kind];
  const body = btoa(JSON.stringify(carried)).replaceAll(/.{1,64}/g, '$&\n');
  return `Greenroom file of ${carried.machine}\n\n-----BEGIN GREENROOM ${label}-----\n${body}-----END GREENROOM ${label}-----\n`;
}

/** Every made-up file in a text; null for a block that says something else. */
export function readCarried(text: string): (Carried | null)[] {
  const found = text.matchAll(/-----BEGIN GREENROOM ([A-Z ]+)-----\r?\n([^-]*)-----END GREENROOM \1-----/g);
  return [...found].map(([, , body = '']) => {
    try {
      return JSON.parse(atob(body.replaceAll(/\s/g, ''))) as Carried;
    } catch {
      return null;
    }
  });
}

const request = (machine: string, change: Partial<Carried>): Carried => ({
  kind: 'license-request',
  machine,
  ...change,
});

/** The eight requests of the picture. */
export const pictureRequests: readonly Carried[] = [
  request('OB-1-RENDER-01', { purpose: 'renew', person: 'jo', license: 'L-xr', days: 30 }),
  request('OB-1-RENDER-02', { person: 'jo', license: 'L-xr', days: 30 }),
  request('CTRL-A', { person: 'amara', license: 'L-arvs', days: 14 }),
  request('STAGE-2-TRACK', { purpose: 'renew', person: 'marek', license: 'L-live', days: 60 }),
  request('GFX-ARTIST-07', { person: 'li', license: 'L-artist', days: 30 }),
  request('VAULT-EDIT-02', {
    person: 'sindre',
    license: 'L-cg',
    days: 30,
    fixed: { code: 'answered-before', at: pictureTime - 3 * day },
  }),
  request('CTRL-B', { person: 'sindre', license: 'L-director' }),
  request('FB-OB-2', {
    fixed: {
      code: 'refused-file',
      refusal: { code: 'other-organization', found: fjordName, here: 'Northlight Studios' },
    },
  }),
];

/** A farm on one stick: mostly fine, a few that are not, a few that give a seat back. */
export const farm = (count: number): Carried[] =>
  Array.from({ length: count }, (_, index) => {
    const machine = `NODE-${String(index + 1).padStart(4, '0')}`;
    if (index % 97 === 41) return request(machine, { license: 'L-director' });
    if (index % 89 === 60) return { kind: 'return-proof', machine, person: 'jo', license: 'L-xr' };
    return request(machine, { person: 'jo', license: index % 3 === 0 ? 'L-artist' : 'L-xr', days: 30 });
  });

export const kindOfRow: Partial<Record<Carried['kind'], IntakeRow['kind']>> = {
  'license-request': 'request',
  'return-proof': 'return',
  'license-applied': 'acknowledgement',
};
