import type { SignOnSettings } from '#shared/models/single-sign-on.ts';

/** What each card of this tab is given. */
export interface SignOnCardProps {
  organization: string;
  value: SignOnSettings;
  mayEdit: boolean;
  onChanged: () => Promise<void>;
}
