import { text } from '#shared/text/index.ts';
import { Page } from '../../parts/page.tsx';

export function ProductsPage() {
  return (
    <Page title={text.window.shell.pages.products}>
      <p />
    </Page>
  );
}
