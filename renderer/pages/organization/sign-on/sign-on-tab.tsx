import { text } from '#shared/text/index.ts';
import { Page } from '../../../parts/page.tsx';
import type { TabProps } from '../tab.ts';

export function SignOnTab({ tabs }: TabProps) {
  return (
    <Page title={text.window.organization.title} beside={tabs}>
      <p />
    </Page>
  );
}
