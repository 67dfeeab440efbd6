import { type CloudParts } from '../context.ts';
import { os } from './base.ts';
import { acceptOwnership, declineOwnership, offerOwnership, offersFor, withdrawOwnership } from './team-hand-over.ts';
import { cancelInvitation, invitePeople, previewInvite, resendInvitation } from './team-invite.ts';
import { listTeam, searchLicenses, showPerson } from './team-list.ts';
import { describePerson, forgetPerson } from './team-record.ts';
import { leaveOrganization, removePeople } from './team-remove.ts';
import { setRole } from './team-role.ts';

/** The people of an organization, those it has invited, and those who were there. */
export function teamOperations(parts: CloudParts) {
  return {
    list: os.team.list.handler(({ context, input }) => listTeam(parts, context, input)),
    show: os.team.show.handler(({ context, input }) => showPerson(parts, context, input.person)),
    describe: os.team.describe.handler(({ context, input }) => describePerson(parts, context, input)),
    licenses: os.team.licenses.handler(({ context, input }) => searchLicenses(parts, context, input)),
    invite: os.team.invite.handler(({ context, input }) => invitePeople(parts, context, input)),
    previewInvite: os.team.previewInvite.handler(({ context, input }) =>
      previewInvite(parts, context, input.addresses),
    ),
    cancelInvitation: os.team.cancelInvitation.handler(({ context, input }) =>
      cancelInvitation(parts, context, input.invitation),
    ),
    resendInvitation: os.team.resendInvitation.handler(({ context, input }) =>
      resendInvitation(parts, context, input.invitation),
    ),
    setRole: os.team.setRole.handler(({ context, input }) => setRole(parts, context, input)),
    remove: os.team.remove.handler(({ context, input }) => removePeople(parts, context, input.people)),
    leave: os.team.leave.handler(({ context }) => leaveOrganization(parts, context)),
    forget: os.team.forget.handler(({ context, input }) => forgetPerson(parts, context, input)),
    offers: os.team.offers.handler(({ context }) => offersFor(parts, context)),
    offerOwnership: os.team.offerOwnership.handler(({ context, input }) => offerOwnership(parts, context, input)),
    withdrawOwnership: os.team.withdrawOwnership.handler(({ context, input }) =>
      withdrawOwnership(parts, context, input.offer),
    ),
    acceptOwnership: os.team.acceptOwnership.handler(({ context, input }) =>
      acceptOwnership(parts, context, input.offer),
    ),
    declineOwnership: os.team.declineOwnership.handler(({ context, input }) =>
      declineOwnership(parts, context, input.offer),
    ),
  };
}
