import type { TeamPerson } from '#shared/models/team.ts';
import { isLineOf, type TeamLine } from '../../state/team-lines.ts';
import { FormerPanel } from './former-panel.tsx';
import { InvitationPanel } from './invitation-panel.tsx';
import { PersonPanel } from './person-panel.tsx';
import type { TeamPlace } from './team-place.ts';

export interface TeamPanelProps {
  line: TeamLine;
  place: TeamPlace;
  onRemove: (member: TeamPerson) => void;
  onLeave: () => void;
  onClose: () => void;
}

/** What is chosen in the list: somebody of the organization, an invitation, or who was there. */
export function TeamPanel({ line, ...others }: TeamPanelProps) {
  if (isLineOf(line, 'person')) return <PersonPanel line={line} {...others} />;
  if (isLineOf(line, 'invitation')) return <InvitationPanel line={line} {...others} />;
  return isLineOf(line, 'former') ? <FormerPanel line={line} {...others} /> : null;
}
