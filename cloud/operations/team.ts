import { Failure } from '#shared/errors.ts';
import { day } from '#shared/models/time.ts';
import { type CloudParts, placeOf } from '../context.ts';
import { licensesOfMember, openInvitations, teamPeople } from '../store/queries/team.ts';
import { os } from './base.ts';
import { cancelInvitation, invitePeople, resendInvitation } from './team-invite.ts';
import { leaveOrganization, removePeople } from './team-remove.ts';
import { setRole } from './team-role.ts';

/** So long after its end an invitation is still in the list, to be sent again. */
const listedFor = 30 * day;

/** The people of an organization, and those it has invited. */
export function teamOperations(parts: CloudParts) {
  const { store, clock } = parts;
  return {
    list: os.team.list.handler(async ({ context }) => {
      const { organization } = placeOf(context);
      return {
        people: await teamPeople(store.db, organization),
        invitations: await openInvitations(store.db, organization, clock.now() - listedFor),
      };
    }),
    show: os.team.show.handler(async ({ context, input }) => {
      const { organization } = placeOf(context);
      const [person] = await teamPeople(store.db, organization, input.person);
      if (!person) throw new Failure('not-found', {});
      return { person, licenses: await licensesOfMember(store.db, organization, input.person, clock.now()) };
    }),
    invite: os.team.invite.handler(({ context, input }) => invitePeople(parts, context, input)),
    cancelInvitation: os.team.cancelInvitation.handler(({ context, input }) =>
      cancelInvitation(parts, context, input.invitation),
    ),
    resendInvitation: os.team.resendInvitation.handler(({ context, input }) =>
      resendInvitation(parts, context, input.invitation),
    ),
    setRole: os.team.setRole.handler(({ context, input }) => setRole(parts, context, input)),
    remove: os.team.remove.handler(({ context, input }) => removePeople(parts, context, input.people)),
    leave: os.team.leave.handler(({ context }) => leaveOrganization(parts, context)),
  };
}
