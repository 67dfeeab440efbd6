import { HelpPage } from '../help/help-page.tsx';

export function SupportPage({ ticket: _ticket }: { ticket: string | undefined }) {
  return <HelpPage about="support" />;
}
