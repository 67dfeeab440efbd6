import { Button } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { z } from 'zod';
import { text } from '#shared/text/index.ts';
import type { CompanionClient } from '../../api/api.ts';
import { line } from '../../parts/icons.ts';
import { FailureNote } from '../../parts/states.tsx';
import { useApi } from '../../state/use.tsx';
import { ConsentDialog, useSignIn } from './consent-dialog.tsx';
import css from './sign-in.module.css';

const words = text.window.singleSignOn;
/** Nobody is asked about an address that is still being typed. */
const pause = 600;

interface InBrowserProps {
  companion: CompanionClient;
  email: string;
  /** The cloud has said that the password does not do. */
  isRefused: boolean;
  /** A code was asked for. */
  onCode: () => void;
}

/** On a machine single sign-on goes by code, in the browser of the system, where the provider can show its pages. */
export function InBrowser({ companion, email, isRefused, onCode }: InBrowserProps) {
  const found = useSignOnOf(email);
  const code = useSignIn(companion, async () => {
    await companion.session.startCode({ openBrowser: true });
    onCode();
  });
  if (found === null && !isRefused) return null;
  return (
    <section className={css.inBrowser} aria-live="polite">
      {found && <p>{words.inBrowser(found.organization, found.provider)}</p>}
      <Button
        variant={isRefused ? 'filled' : 'default'}
        leftSection={<IconExternalLink {...line} />}
        loading={code.busy}
        onClick={() => void code.run()}
      >
        {words.continueInBrowser}
      </Button>
      <FailureNote failure={code.failure} />
      <ConsentDialog signIn={code} />
    </section>
  );
}

/** Whose single sign-on is for the address that stands there. That it cannot be asked is no trouble: there is a password. */
function useSignOnOf(email: string) {
  const { cloud } = useApi();
  const [found, setFound] = useState<{ email: string; organization: string; provider: string } | null>(null);
  useEffect(() => {
    if (!z.email().safeParse(email).success) return;
    let isLate = false;
    const timer = setTimeout(() => {
      cloud.singleSignOn.find({ email }).then(
        ({ signOn }) => isLate || setFound(signOn && { email, ...signOn }),
        () => {},
      );
    }, pause);
    return () => {
      isLate = true;
      clearTimeout(timer);
    };
  }, [cloud, email]);
  return found?.email === email ? found : null;
}
