import { useShelf } from '../../state/use.tsx';
import { HelpPage } from './help-page.tsx';

/** Manuals online, and those of each release to be read without a network (O2). */
export function DocumentationPage() {
  return <HelpPage shelf={useShelf().value} />;
}
