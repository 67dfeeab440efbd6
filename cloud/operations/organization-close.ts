import { Failure } from '#shared/errors.ts';
import type { ClosePreview, OfflineLeaseOut } from '#shared/models/organization-close.ts';
import { may } from '#shared/models/role.ts';
import { day } from '#shared/models/time.ts';
import { text } from '#shared/text/index.ts';
import { callerOf, type CloudParts, type GuardedContext, placeOf } from '../context.ts';
import type { Letter } from '../mail/port.ts';
import { closedAt, closeIn, figuresOf, offlineLeasesOut, reopenIn } from '../store/queries/closing.ts';
import { recordDeed } from './audit.ts';
import { integrationsOf } from './organization-integrations.ts';
import { steadyTeam } from './team-place.ts';

/** So long the vendor can open a closed organization again. */
export const reopenFor = 30 * day;
/** So many machines a refusal names. */
const mostNamed = 10;

/** What closing would end, and what runs on. */
export async function previewClose({ store, clock }: CloudParts, context: GuardedContext): Promise<ClosePreview> {
  const { organization } = placeOf(context);
  const now = clock.now();
  const { name } = await store.db
    .selectFrom('organization')
    .select('name')
    .where('id', '=', organization)
    .executeTakeFirstOrThrow();
  return {
    name,
    ...(await figuresOf(store.db, organization, now)),
    ...(await integrationsOf(store.db, organization)),
    offline: await offlineLeasesOut(store.db, organization, now),
    reopenUntil: now + reopenFor,
  };
}

/** Closes an organization for whoever typed its name, and was shown every offline lease that runs on. */
export async function closeOrganization(
  parts: CloudParts,
  context: GuardedContext,
  typed: { name: string; offline: readonly string[] },
): Promise<{ closedAt: number; offline: OfflineLeaseOut[] }> {
  const letters: Letter[] = [];
  const answer = await context.write(async (tx) => {
    letters.length = 0;
    const { organization } = await steadyTeam(parts, context, tx, [], 'organization.close');
    if (typed.name.trim() !== organization.name) throw new Failure('name-differs', { name: organization.name });
    const at = parts.clock.now();
    const by = callerOf(context).person;
    const offline = await offlineLeasesOut(tx, organization.id, at);
    const shown = new Set(typed.offline);
    const unknown = offline.filter(({ lease }) => !shown.has(lease));
    if (unknown.length > 0)
      throw new Failure('offline-leases-out', {
        leases: unknown.length,
        machines: [...new Set(unknown.map(({ machine }) => machine))].slice(0, mostNamed),
      });
    const figures = await figuresOf(tx, organization.id, at);
    // Before it is closed: its webhooks are told of this last.
    await recordDeed(parts, context, tx, {
      action: 'organization.close',
      organization: organization.id,
      subject: organization.id,
      details: {
        name: organization.name,
        people: figures.people,
        licenses: figures.licenses,
        online: figures.online.leases,
        offline: offline.map(({ license, machine, endsAt }) => ({ license, machine, endsAt })),
        invitations: figures.invitations,
      },
    });
    const people = await closeIn(tx, organization.id, { at, by: by.id });
    const words = { organization, at, by: by.name };
    const { subject, paragraphs } = text.organizationMails.closed;
    for (const { id, name, email, role } of people) {
      const told = offline.filter(({ holder }) => holder === id || may(role, 'machine.view'));
      letters.push({ to: email, subject: subject(words), paragraphs: paragraphs({ ...words, name, offline: told }) });
    }
    return { closedAt: at, offline };
  });
  for (const letter of letters) await parts.mail.send(letter);
  return answer;
}

/** Opens a closed organization again; one that is open stays as it is. */
export function reopenOrganization(
  parts: CloudParts,
  context: GuardedContext,
  organization: string,
): Promise<{ organization: string; people: number }> {
  return context.write(async (tx) => {
    await parts.store.lock(tx, 'organization', organization);
    const closed = await closedAt(tx, organization);
    if (closed === undefined) throw new Failure('not-found', {});
    const now = parts.clock.now();
    if (closed === null) return { organization, people: (await figuresOf(tx, organization, now)).people };
    if (now > closed + reopenFor) throw new Failure('reopen-too-late', { closedAt: closed });
    const people = await reopenIn(tx, parts.random, organization, now);
    const details = { people, closedAt: closed };
    const deed = { action: 'organization.reopen', organization, subject: organization, details };
    await recordDeed(parts, context, tx, deed);
    return { organization, people };
  });
}
