import { addMember, addOrganization } from '../auth/people.ts';
import { callerOf, type CloudParts, type GuardedContext } from '../context.ts';
import { recordDeed } from './audit.ts';

/** Makes an organization for whoever asks; they are its Owner. */
export async function createOrganization(
  parts: CloudParts,
  context: GuardedContext,
  { name, timeZone }: { name: string; timeZone: string },
): Promise<{ organization: string }> {
  const { person } = callerOf(context);
  await parts.auth.countOnAccount('organization', person.email);
  return context.write(async (tx) => {
    const organization = await addOrganization(tx, parts, { name, timeZone });
    await addMember(tx, parts, { organizationId: organization, personId: person.id, role: 'owner' });
    const details = { name, owner: person.name };
    const deed = { action: 'organization.create', organization, subject: organization, details };
    await recordDeed(parts, context, tx, deed);
    return { organization };
  });
}
