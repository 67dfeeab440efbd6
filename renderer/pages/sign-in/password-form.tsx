import { Anchor, Button, PasswordInput, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { SecondStep } from '#shared/models/second-step.ts';
import { text } from '#shared/text/index.ts';
import type { CompanionClient } from '../../api/api.ts';
import { FailureNote } from '../../parts/states.tsx';
import { useAction, useStatus } from '../../state/use.tsx';
import { ConsentDialog, useSignIn } from './consent-dialog.tsx';
import { InBrowser } from './in-browser.tsx';
import { SecondStepForm } from './second-step.tsx';
import css from './sign-in.module.css';

const words = text.window.signIn;

/** E-mail and password on this machine: for networks where no browser reaches the cloud. */
export function PasswordForm({ companion, onCode }: { companion: CompanionClient; onCode: () => void }) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [step, setStep] = useState<SecondStep | null>(null);
  const signIn = useSignIn(companion, async () => {
    const answer = await companion.session.signIn({ email, password });
    if (answer.state === 'second-step') setStep(answer);
  });
  const cloud = useStatus((status) => status.cloud.url);
  // A new password is set where the mail with its link is read: in the browser, at the cloud.
  const reset = useAction(() => companion.link.open({ url: new URL('/reset', cloud ?? undefined).href }));
  if (step)
    return (
      <>
        <h1 className={css.title}>{text.window.twoFactor.step.title}</h1>
        <SecondStepForm
          step={step}
          onConfirm={(proof) => companion.session.confirm(proof)}
          onAgain={() => setStep(null)}
        />
      </>
    );
  return (
    <>
      <h1 className={css.title}>{words.passwordTitle}</h1>
      <CredentialsForm
        {...{ email, setEmail, password, setPassword }}
        busy={signIn.busy}
        onSubmit={() => void signIn.run()}
      >
        <FailureNote failure={signIn.failure} />
      </CredentialsForm>
      <InBrowser
        companion={companion}
        email={email}
        isRefused={signIn.failure?.code === 'use-single-sign-on'}
        onCode={onCode}
      />
      <div className={css.note}>
        <Anchor component="button" type="button" onClick={() => void reset.run()}>
          {words.forgot}
        </Anchor>
        <FailureNote failure={reset.failure} />
      </div>
      <ConsentDialog signIn={signIn} />
    </>
  );
}

interface CredentialsFormProps {
  email: string;
  setEmail: (email: string) => void;
  password: string;
  setPassword: (password: string) => void;
  busy: boolean;
  onSubmit: () => void;
  children: ReactNode;
}

/** The two fields and their button, here and in the portal. */
export function CredentialsForm(props: CredentialsFormProps) {
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        props.onSubmit();
      }}
    >
      <TextInput
        type="email"
        required
        withAsterisk={false}
        autoFocus
        autoComplete="username"
        label={words.email}
        maxLength={254}
        value={props.email}
        onChange={(event) => props.setEmail(event.currentTarget.value)}
      />
      <PasswordInput
        required
        withAsterisk={false}
        autoComplete="current-password"
        label={words.password}
        value={props.password}
        onChange={(event) => props.setPassword(event.currentTarget.value)}
      />
      {props.children}
      <div className={css.formButtons}>
        <Button type="submit" variant="filled" size="lg" loading={props.busy}>
          {words.submit}
        </Button>
      </div>
    </form>
  );
}
