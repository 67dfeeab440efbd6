import { z } from 'zod';
import { sampleCatalogue } from '#cloud/sample/catalogue.ts';
import { type Command, commandsOf } from '#shared/arguments/commands.ts';
import { cloudContract } from '#shared/contract/cloud/index.ts';
import type { Subject } from '#shared/contract/operation.ts';
import { Role } from '#shared/models/role.ts';
import type { TestCloud } from './cloud.ts';

export const operations = commandsOf(cloudContract);
/** Whoever leaves an organization is nobody there for the rest of a walk: it comes last. */
export const withSubject = operations
  .filter(({ meta }) => meta.subject !== undefined)
  .toSorted((a, b) => Number(isLeaving(a)) - Number(isLeaving(b)));

function isLeaving({ path }: Command): boolean {
  return path.join('.') === 'team.leave';
}

/** What an organization has, by the subject it is reached through. */
export interface Tenant {
  name: string;
  ids: Record<Subject, string>;
}

/** Two organizations that look alike, and in the first one person of each role. */
export async function twoTenants(cloud: TestCloud) {
  await cloud.vendor.catalogue.import({ catalogue: sampleCatalogue });
  const own = await addTenant(cloud, 'Own Studio', '1');
  const foreign = await addTenant(cloud, 'Walled Studio', '2');
  const people = await Promise.all(
    Role.options.map(async (role) => ({ role, ...(await cloud.addPerson(role, { [own.ids.organization]: role })) })),
  );
  await cloud.addPerson('Stranger', { [foreign.ids.organization]: 'owner' });
  return { own, foreign, people };
}

export async function addTenant(
  { parts, vendor, addOrganization }: TestCloud,
  name: string,
  digit: string,
): Promise<Tenant> {
  const organization = await addOrganization(name);
  const [product] = sampleCatalogue.products;
  const edition = product?.editions[0]?.id ?? '';
  const sold = { organization, product: product?.id ?? '', edition, kind: 'floating' as const, seats: 3 };
  const license = (await vendor.license.issue(sold)).id;
  const now = parts.clock.now();
  const machine = digit.repeat(16);
  // Longer than what a random token may hold by chance.
  const lease = `S-of-tenant-${digit}`;
  await parts.store.db
    .insertInto('machine')
    .values({
      id: machine,
      public_key: machine,
      name: `RENDER-${digit}`,
      platform: 'linux',
      app_version: '0.1.0',
      evidence: '{}',
      first_seen_at: now,
      last_seen_at: now,
      counter: 1,
      sequence: 1,
      last_nonce: null,
      last_call_digest: null,
      last_answer: null,
      barred_at: null,
    })
    .execute();
  await parts.store.db
    .insertInto('lease')
    .values({
      id: lease,
      license_id: license,
      seat: 1,
      machine_id: machine,
      person_id: null,
      mode: 'online',
      started_at: now,
      last_heartbeat_at: now,
      ends_at: now + 86_400_000,
      unassign_grace_ends_at: null,
      ended_at: null,
      end_reason: null,
      ended_by: null,
      told_in: null,
      told_at: null,
    })
    .execute();
  const room = `R-of-tenant-${digit}`;
  const code = { code_digest: digit.repeat(64), license_id: license, created_at: now, created_by: null };
  await parts.store.db
    .insertInto('room')
    .values({ id: room, ...code, expires_at: now + 86_400_000, uses: 5, used: 0, closed_at: null })
    .execute();
  return { name, ids: { organization, license, licenses: license, lease, room } };
}

/** A valid input made from the schema, about one subject. */
export function inputFor({ input, meta }: Command, subject: string): Record<string, unknown> {
  const schema = z.toJSONSchema(input as z.ZodType, { io: 'input', unrepresentable: 'any' });
  return filled(schema, (field, property) => {
    if (field !== meta.subject) return undefined;
    return property.type === 'array' ? [subject] : subject;
  });
}

type Property = z.core.JSONSchema.BaseSchema;

/** The required fields of an object, with the least that the schema takes. What it asks beyond types and limits is filled in by hand here. */
function filled(
  { required = [], properties = {} }: Property,
  known: (field: string, property: Property) => unknown = () => undefined,
): Record<string, unknown> {
  return Object.fromEntries(
    required.map((field) => {
      const property = propertyOf(properties[field]);
      return [field, known(field, property) ?? least(property)];
    }),
  );
}

function least(property: Property): unknown {
  const choice = property.anyOf?.[0];
  if (choice !== undefined) return least(propertyOf(choice));
  if (property.format === 'hostname') return 'studio.example';
  if (property.type === 'array') return [least(propertyOf(property.items))];
  if (property.type === 'object') return filled(property);
  if (property.type === 'integer') return property.minimum ?? 0;
  if (property.format === 'uri') return 'https://receiver.example/hook';
  return property.enum?.[0] ?? 'x';
}

const propertyOf = (schema: unknown): Property =>
  typeof schema === 'object' && schema !== null ? (schema as Property) : {};

export interface Answered {
  status: number;
  body: { code?: string; data?: { needs?: string } };
  text: string;
}

/** One call as anybody can make it, and the answer to the letter. */
export async function callAs(url: string, token: string | null, command: Command, input: unknown): Promise<Answered> {
  const answer = await fetch(`${url}/api/v1/${command.path.join('/')}`, {
    method: 'POST',
    body: JSON.stringify(input),
    headers: { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
  });
  const text = await answer.text();
  const body: unknown = JSON.parse(text);
  return { status: answer.status, body: Failed.safeParse(body).data ?? {}, text };
}

const Failed = z.object({ code: z.string(), data: z.object({ needs: z.string().optional() }) });
