import { createHash } from 'node:crypto';
import { addMember, addOrganization, addPerson } from '../auth/people.ts';
import type { CloudParts } from '../context.ts';
import { sampleFact } from '../operations/about.ts';
import type { Random } from '../ports.ts';
import type { Write } from '../store/open.ts';
import { replaceCatalogue } from '../store/queries/catalogue.ts';
import { addConsents, newestDocuments } from '../store/queries/document.ts';
import { sampleCatalogue } from './catalogue.ts';
import { fjord } from './fjord.ts';
import { keepAlive } from './keep-alive.ts';
import { addLicenseLines } from './licenses.ts';
import { addMachines } from './machines.ts';
import { northlight } from './northlight.ts';
import {
  emailOf,
  type OrganizationKey,
  organizations,
  people,
  type PersonKey,
  personKeys,
  placesOf,
  samplePerson,
} from './people.ts';
import { addUse } from './use.ts';

type Parts = Pick<CloudParts, 'store' | 'clock' | 'auth' | 'keys'>;

/**
 * Fills an empty cloud with the sample; a cloud that has it already has its machines call again.
 * A cloud with anything else in it stays as it is.
 */
export async function seedSample(parts: Parts): Promise<void> {
  const { store, clock, auth, keys } = parts;
  const fact = await store.db.selectFrom('cloud_fact').select('name').where('name', '=', sampleFact).executeTakeFirst();
  const anybody = await store.db.selectFrom('user').select('id').limit(1).executeTakeFirst();
  if (!fact && anybody) return;
  const now = clock.now();
  const passwordHash = fact ? '' : await auth.hashPassword(samplePerson.password);
  await store.write(async (tx) => {
    if (!fact) await fill(tx, { clock, keys, random: sampleRandom() }, passwordHash);
    await keepAlive(tx, now);
  });
}

async function fill(
  tx: Write,
  parts: Pick<CloudParts, 'clock' | 'random' | 'keys'>,
  passwordHash: string,
): Promise<void> {
  await replaceCatalogue(tx, sampleCatalogue);
  const at = {
    northlight: await addOrganization(tx, parts, organizations.northlight),
    fjord: await addOrganization(tx, parts, organizations.fjord),
  };
  await setOfflineRules(tx, at);
  const ids = await addPeople(tx, parts, at, passwordHash);
  const machineIds = await addMachines(tx, parts.clock.now());
  const world = { ...parts, people: ids, machines: machineIds };
  const lines = { northlight, fjord };
  for (const key of ['northlight', 'fjord'] as const) {
    const { timeZone } = organizations[key];
    await addLicenseLines(tx, { ...world, organization: at[key], timeZone }, lines[key]);
    await addUse(tx, parts, at[key], timeZone);
  }
  await tx
    .insertInto('cloud_fact')
    .values({ name: sampleFact, value: JSON.stringify(samplePerson) })
    .execute();
}

async function setOfflineRules(tx: Write, ids: Record<OrganizationKey, string>): Promise<void> {
  for (const key of ['northlight', 'fjord'] as const) {
    const offline_until_end = Number(organizations[key].offlineUntilEnd);
    await tx
      .updateTable('organization_details')
      .set({ offline_until_end })
      .where('organization_id', '=', ids[key])
      .execute();
  }
}

async function addPeople(
  tx: Write,
  parts: Pick<CloudParts, 'clock' | 'random'>,
  organizationIds: Record<OrganizationKey, string>,
  passwordHash: string,
): Promise<Record<PersonKey, string>> {
  const ids: [PersonKey, string][] = [];
  const documents = await newestDocuments(tx);
  for (const key of personKeys) {
    const personId = await addPerson(tx, parts, { name: people[key].name, email: emailOf(key), passwordHash });
    const { northlight: first, fjord: second } = placesOf(key);
    if (first) await addMember(tx, parts, { organizationId: organizationIds.northlight, personId, role: first });
    if (second) await addMember(tx, parts, { organizationId: organizationIds.fjord, personId, role: second });
    await tx
      .updateTable('person_details')
      .set({ default_organization_id: first ? organizationIds.northlight : organizationIds.fjord })
      .where('person_id', '=', personId)
      .execute();
    await addConsents(tx, personId, documents, parts.clock.now());
    ids.push([key, personId]);
  }
  return Object.fromEntries(ids) as Record<PersonKey, string>;
}

/** The same in every sample: so its ids are, too. */
function sampleRandom(): Random {
  let drawn = 0;
  return { bytes: (length) => createHash('sha256').update(`sample ${++drawn}`).digest().subarray(0, length) };
}
