import type { OrganizationRef } from '#shared/models/person.ts';
import type { Role } from '#shared/models/role.ts';
import type { TeamPerson } from '#shared/models/team.ts';
import type { TeamLine } from '../../state/team-lines.ts';
import { InvitationPanel } from './invitation-panel.tsx';
import { PersonPanel } from './person-panel.tsx';

export interface TeamPanelProps {
  line: TeamLine;
  organization: OrganizationRef;
  /** The role of whoever looks. */
  role: Role;
  me: string;
  onRemove: (member: TeamPerson) => void;
  onLeave: () => void;
  onClose: () => void;
}

/** What is chosen in the list: somebody of the organization, or an invitation. */
export function TeamPanel({ line, ...others }: TeamPanelProps) {
  return line.kind === 'person' ? <PersonPanel line={line} {...others} /> : <InvitationPanel line={line} {...others} />;
}
