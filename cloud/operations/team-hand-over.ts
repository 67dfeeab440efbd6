import { Failure } from '#shared/errors.ts';
import type { OwnershipOffer } from '#shared/models/team.ts';
import { changeRole } from '../auth/memberships.ts';
import { callerOf, type CloudParts, type GuardedContext } from '../context.ts';
import { newId } from '../ids.ts';
import type { Letter } from '../mail/port.ts';
import { offerEnd, offerGoodFor, offerRefusal, rolesAfterHandOver } from '../rules/hand-over.ts';
import type { Write } from '../store/open.ts';
import {
  addOffer,
  endOffer,
  endOffersWith,
  offerOf,
  offersAround,
  type UnansweredOffer,
} from '../store/queries/ownership-offer.ts';
import { provePassword } from './account-proof.ts';
import { recordDeed } from './audit.ts';
import { handOverMails } from './team-hand-over-mails.ts';
import { steadyTeam, type SteadyTeam } from './team-place.ts';

type Nothing = Record<string, never>;

/** What is being handed over to the caller, and in the organizations of which they are Owner. */
export async function offersFor({ store, clock }: CloudParts, context: GuardedContext): Promise<OwnershipOffer[]> {
  const offers = await offersAround(store.db, callerOf(context).person.id);
  return offers
    .filter((offer) => offerEnd({ expiresAt: offer.expiresAt, ...offer.roles }, clock.now()) === null)
    .map(({ id, organization, from, to, offeredAt, expiresAt }) => ({
      id,
      organization,
      from,
      to,
      offeredAt,
      expiresAt,
    }));
}

interface Wish {
  person: string;
  name: string;
  password: string;
}

/** Offers a Manager to become Owner. The same again while it is open is the same offer, and sends no second mail. */
export async function offerOwnership(
  parts: CloudParts,
  context: GuardedContext,
  { person, name, password }: Wish,
): Promise<{ offer: string; expiresAt: number }> {
  await provePassword(parts, context, password);
  const { clock, random, mail } = parts;
  const letters: Letter[] = [];
  const answer = await context.write(async (tx) => {
    letters.length = 0;
    const team = await steadyTeam(parts, context, tx, [person], 'team.hand-over');
    const { organization, me } = team;
    const role = team.roles.get(person);
    if (role === undefined) throw new Failure('not-found', {});
    const refusal = offerRefusal({ by: me.role, to: role });
    if (refusal === 'not-a-manager') throw new Failure('not-a-manager', {});
    if (refusal !== null) throw new Failure('not-allowed', { needs: 'team.hand-over' });
    if (name.trim() !== organization.name)
      throw new Failure('invalid-input', {
        problems: [{ field: 'name', problem: 'not the name of the organization' }],
      });

    const now = clock.now();
    const open = await offerOf(tx, organization.id);
    const over = open && offerEnd({ expiresAt: open.expiresAt, ...open.roles }, now);
    if (open && over === null) {
      if (open.from.id === me.id && open.to.id === person) return { offer: open.id, expiresAt: open.expiresAt };
      throw new Failure('hand-over-open', { to: open.to.name, until: open.expiresAt });
    }
    if (open && over) await endOffer(tx, open.id, over, now);
    const id = newId(random, 'H');
    const expiresAt = now + offerGoodFor;
    await addOffer(tx, { id, organization: organization.id, from: me.id, to: person, offeredAt: now, expiresAt });
    const made = await offerOf(tx, organization.id);
    if (!made) throw new Error('an offer that was just made is not there');
    letters.push(handOverMails(parts, team, made).offered());
    await recordDeed(parts, context, tx, deedOf('team.offerOwnership', made));
    return { offer: id, expiresAt };
  });
  for (const letter of letters) await mail.send(letter);
  return answer;
}

/** An Owner takes it back: their own offer, or that of another Owner. */
export const withdrawOwnership = (parts: CloudParts, context: GuardedContext, id: string): Promise<Nothing> =>
  settle(parts, context, id, async (tx, { team, offer }) => {
    if (team.me.role !== 'owner') throw new Failure('not-allowed', { needs: 'team.hand-over' });
    await endOffer(tx, offer.id, 'withdrawn', parts.clock.now());
    await recordDeed(parts, context, tx, deedOf('team.withdrawOwnership', offer));
    return [handOverMails(parts, team, offer).withdrawn()];
  });

/** The other side does not want it. */
export const declineOwnership = (parts: CloudParts, context: GuardedContext, id: string): Promise<Nothing> =>
  settle(parts, context, id, async (tx, { team, offer }) => {
    if (offer.to.id !== team.me.id) throw new Failure('not-found', {});
    await endOffer(tx, offer.id, 'declined', parts.clock.now());
    await recordDeed(parts, context, tx, deedOf('team.declineOwnership', offer));
    return [handOverMails(parts, team, offer).declined()];
  });

/** The other side is Owner from now on, and whoever handed over Manager: both in one transaction. */
export const acceptOwnership = (parts: CloudParts, context: GuardedContext, id: string): Promise<Nothing> =>
  settle(parts, context, id, async (tx, { team, offer }) => {
    if (offer.to.id !== team.me.id) throw new Failure('not-found', {});
    const organization = team.organization.id;
    await endOffer(tx, offer.id, 'accepted', parts.clock.now());
    await changeRole(tx, { organization, person: offer.to.id, role: rolesAfterHandOver.to });
    await changeRole(tx, { organization, person: offer.from.id, role: rolesAfterHandOver.from });
    await endOffersWith(tx, organization, offer.from.id, parts.clock.now());
    await recordDeed(parts, context, tx, deedOf('team.acceptOwnership', offer));
    return handOverMails(parts, team, offer).accepted();
  });

/** Ends an offer, with everybody of the organization held as they are. Who may end it, and how, says `end`. */
async function settle(
  parts: CloudParts,
  context: GuardedContext,
  id: string,
  end: (tx: Write, known: { team: SteadyTeam; offer: UnansweredOffer }) => Promise<Letter[]>,
): Promise<Nothing> {
  const letters = await context.write(async (tx) => {
    const team = await steadyTeam(parts, context, tx, [], 'organization.view');
    const row = await tx
      .selectFrom('ownership_offer')
      .select(['from_person', 'to_person'])
      .where('id', '=', id)
      .where('organization_id', '=', team.organization.id)
      .executeTakeFirst();
    const isConcerned = row?.to_person === team.me.id || team.me.role === 'owner';
    if (!row || !isConcerned) throw new Failure('not-found', {});
    const offer = await offerOf(tx, team.organization.id);
    if (offer?.id !== id) throw new Failure('hand-over-ended', {});
    if (offerEnd({ expiresAt: offer.expiresAt, ...offer.roles }, parts.clock.now()) !== null)
      throw new Failure('hand-over-ended', {});
    return end(tx, { team, offer });
  });
  for (const letter of letters) await parts.mail.send(letter);
  return {};
}

const deedOf = (action: string, { organization, from, to }: OwnershipOffer) => ({
  action,
  organization: organization.id,
  subject: to.id,
  details: { from: from.name, to: to.name, person: to.id },
});
