import type { Role } from '#shared/models/role.ts';

/** Whose account the sample is shown with. */
export const samplePerson = { name: 'Ingrid Aas', email: 'ingrid@northlight.example', password: 'ready-for-air' };

export type OrganizationKey = 'northlight' | 'fjord';
export const organizations: Record<OrganizationKey, { name: string; timeZone: string; offlineUntilEnd: boolean }> = {
  northlight: { name: 'Northlight Studios', timeZone: 'Europe/Oslo', offlineUntilEnd: true },
  fjord: { name: 'Fjord Broadcast', timeZone: 'Europe/Oslo', offlineUntilEnd: false },
};

type Places = Partial<Record<OrganizationKey, Role>>;
const northlight = (role: Role): Places => ({ northlight: role });
const fjord = (role: Role): Places => ({ fjord: role });

/** The first part of the address is how the licenses refer to a person. */
export const people = {
  amara: { name: 'Amara Okafor', places: northlight('owner') },
  ingrid: { name: samplePerson.name, places: { northlight: 'manager', fjord: 'editor' } },
  marte: { name: 'Marte Lindqvist', places: northlight('manager') },
  jo: { name: 'Jo Berg', places: northlight('editor') },
  kenji: { name: 'Kenji Mori', places: northlight('editor') },
  priya: { name: 'Priya Raman', places: northlight('editor') },
  lukas: { name: 'Lukas Weber', places: northlight('editor') },
  elena: { name: 'Elena Rossi', places: northlight('editor') },
  tomasz: { name: 'Tomasz Nowak', places: northlight('reader') },
  noor: { name: 'Noor Haddad', places: northlight('reader') },
  eirik: { name: 'Eirik Solheim', places: northlight('member') },
  camille: { name: 'Camille Laurent', places: northlight('member') },
  diego: { name: 'Diego Fuentes', places: northlight('member') },
  hanna: { name: 'Hanna Virtanen', places: northlight('member') },
  sindre: { name: 'Sindre Dahl', places: fjord('owner') },
  liv: { name: 'Liv Haugen', places: fjord('manager') },
  ola: { name: 'Ola Nygård', places: fjord('editor') },
  astrid: { name: 'Astrid Moe', places: fjord('member') },
} satisfies Record<string, { name: string; places: Places }>;

export type PersonKey = keyof typeof people;
export const personKeys = Object.keys(people) as PersonKey[];

export const placesOf = (key: PersonKey): Places => people[key].places;
export const emailOf = (key: PersonKey): string =>
  `${key}@${placesOf(key).northlight ? 'northlight' : 'fjord'}.example`;
