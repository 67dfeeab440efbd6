import { invitationToken } from '#cloud/auth/invitations.ts';
import type { CloudConfig } from '#cloud/config.ts';

/** What the mail of an invitation carries, of which managers see the id only. */
export const invitationLink = (
  { config }: { config: Pick<CloudConfig, 'publicUrl' | 'secret'> },
  invitation: string,
) => ({
  invitation,
  token: invitationToken(config, invitation),
});
