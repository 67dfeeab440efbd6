import { useSyncExternalStore } from 'react';
import { AskForLink } from './ask-for-link.tsx';
import { SetPassword } from './set-password.tsx';

/** For whoever forgot the password: asks for a link by mail, and is where that link leads (A3). */
export function ResetPage() {
  const token = useSyncExternalStore(follow, () => location.hash.slice(1));
  return token === '' ? <AskForLink /> : <SetPassword key={token} token={token} />;
}

/** A link may be opened where this page is open already: then only what stands behind the # changes. */
function follow(changed: () => void): () => void {
  addEventListener('hashchange', changed);
  return () => removeEventListener('hashchange', changed);
}
