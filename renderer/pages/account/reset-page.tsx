import { AskForLink } from './ask-for-link.tsx';
import { SetPassword } from './set-password.tsx';
import { useFragment } from './use-fragment.ts';

/** For whoever forgot the password: asks for a link by mail, and is where that link leads (A3). */
export function ResetPage() {
  const token = useFragment();
  return token === '' ? <AskForLink /> : <SetPassword key={token} token={token} />;
}
