import { useState } from 'react';
import type { CompanionClient } from '../../api/api.ts';
import { Plate } from '../../parts/plate.tsx';
import { QrCode } from '../../parts/qr-code.tsx';
import { text } from '#shared/text/index.ts';
import { useSession, useStatus } from '../../state/use.tsx';
import { CodeForm } from './code-form.tsx';
import { SignInFoot } from './foot.tsx';
import { SignInFrame } from './frame.tsx';
import { PasswordForm } from './password-form.tsx';
import { Start } from './start.tsx';
import type { About } from './signed-out.tsx';

/** Signing in on a machine: by code in any browser, or by password where there is none. */
export function SignInPage({ companion, about }: { companion: CompanionClient; about: About }) {
  const session = useSession();
  const machine = useStatus((status) => status.machine.name) ?? '';
  const [withPassword, setWithPassword] = useState(false);
  const plate = <Plate name={machine} state="free" />;
  const waiting = session.state === 'waiting' ? session.pending : null;
  const takePassword = async () => {
    if (waiting) await companion.session.cancelCode({});
    setWithPassword(true);
  };
  const foot = (
    <SignInFoot
      other={
        withPassword
          ? { label: text.window.signIn.byCode, run: () => setWithPassword(false) }
          : { label: text.window.signIn.byPassword, run: () => void takePassword() }
      }
    />
  );
  if (waiting && !withPassword)
    return (
      <SignInFrame
        glows
        lit={
          <>
            <QrCode value={waiting.urlWithCode} label={text.window.signIn.qrLabel} />
            {plate}
          </>
        }
      >
        <CodeForm companion={companion} pending={waiting} />
        {foot}
      </SignInFrame>
    );
  return (
    <SignInFrame lit={plate}>
      {withPassword ? (
        <PasswordForm companion={companion} onCode={() => setWithPassword(false)} />
      ) : (
        <Start companion={companion} about={about} />
      )}
      {foot}
    </SignInFrame>
  );
}
