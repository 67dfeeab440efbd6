import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { Failure } from '#shared/errors.ts';
import { text } from '#shared/text/index.ts';
import type { CompanionClient } from '../../api/api.ts';
import { type Action, useAction } from '../../state/use.tsx';
import css from './sign-in.module.css';

const words = text.window.signIn;

export interface SignInAction extends Action<[], unknown> {
  /** Set while the person must agree to a weaker place for their session. */
  consent: { path: string; agree: () => Promise<void>; decline: () => void } | null;
}

/** A way to sign in that may have to ask first where the session may be kept, and then goes on by itself. */
export function useSignIn(companion: CompanionClient, act: () => Promise<unknown>): SignInAction {
  const action = useAction(act);
  const agreeing = useAction(async () => {
    await companion.settings.update({ allowPrivateFile: true });
    await act();
  });
  const [declined, setDeclined] = useState(false);
  const failure = agreeing.failure ?? action.failure;
  const asked = failure instanceof Failure && failure.code === 'secret-store-needs-consent' ? failure : null;
  const path = asked && 'path' in asked.details ? asked.details.path : '';
  return {
    ...action,
    run: async () => {
      setDeclined(false);
      agreeing.clear();
      return action.run();
    },
    clear: () => {
      action.clear();
      agreeing.clear();
    },
    busy: action.busy || agreeing.busy,
    failure: asked && !declined ? null : failure,
    consent:
      asked && !declined
        ? {
            path,
            agree: async () => {
              action.clear();
              await agreeing.run();
            },
            decline: () => setDeclined(true),
          }
        : null,
  };
}

/** Weaker than a keychain, so never without asking. */
export function ConsentDialog({ signIn }: { signIn: SignInAction }) {
  const { consent, busy } = signIn;
  return (
    <Modal
      opened={consent !== null}
      onClose={() => consent?.decline()}
      title={words.consentTitle}
      withCloseButton={false}
    >
      <p>{words.consentBody(consent?.path ?? '')}</p>
      <p className={css.note}>{words.consentNote}</p>
      <div className={css.dialogButtons}>
        <Button onClick={() => consent?.decline()} data-autofocus>
          {words.consentNo}
        </Button>
        <Button variant="filled" loading={busy} onClick={() => void consent?.agree()}>
          {words.consentYes}
        </Button>
      </div>
    </Modal>
  );
}
