import { useState } from 'react';
import { Anchor, Button } from '@mantine/core';
import { useLocation } from 'wouter';
import type { SecondStep } from '#shared/models/second-step.ts';
import { text } from '#shared/text/index.ts';
import { ErrorState, FailureNote } from '../../parts/states.tsx';
import { Bare } from '../../shell/bare.tsx';
import { Mark } from '../../shell/brand.tsx';
import { createDesk } from '../../state/offline-desk.ts';
import { useAction, useApi, useKept, useStores } from '../../state/use.tsx';
import { CloudWords } from './foot.tsx';
import { SignInFrame } from './frame.tsx';
import { CredentialsForm } from './password-form.tsx';
import { SecondStepForm } from './second-step.tsx';
import type { About } from './signed-out.tsx';
import { SingleSignOn } from './single-sign-on.tsx';
import css from './sign-in.module.css';

const words = text.window.signIn;

/** Signing a browser in at the portal. */
export function PortalSignInPage({ about }: { about: About }) {
  const { cloud } = useApi();
  const desk = useKept(createDesk);
  const [, go] = useLocation();
  const { refreshSession } = useStores();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [step, setStep] = useState<SecondStep | null>(null);
  const [isElsewhere, goElsewhere] = useState(false);
  const signIn = useAction(async (credentials: { email: string; password: string }) => {
    const answer = await cloud.session.signIn(credentials);
    if (answer.state === 'second-step') setStep(answer);
    else await refreshSession();
  });
  if (!about.value)
    return (
      <Bare quiet>
        {about.failure && (
          <ErrorState
            alone
            failure={about.failure}
            title={words.troubleTitle}
            action={{
              label: text.window.parts.tryAgain,
              run: () => void about.refresh(),
              busy: about.phase === 'loading',
            }}
          />
        )}
      </Bare>
    );
  const { name, fingerprint, sample } = about.value;
  if (step)
    return (
      <SignInFrame lit={<Mark />}>
        <h1 className={css.title}>{text.window.twoFactor.step.title}</h1>
        <SecondStepForm
          step={step}
          onConfirm={async (proof) => {
            await cloud.session.confirm(proof);
            await refreshSession();
          }}
          onAgain={() => setStep(null)}
        />
      </SignInFrame>
    );
  if (isElsewhere)
    return (
      <SignInFrame lit={<Mark />}>
        <SingleSignOn email={email} onPassword={() => goElsewhere(false)} />
      </SignInFrame>
    );
  return (
    <SignInFrame lit={<Mark />}>
      <h1 className={css.title}>{words.portalTitle}</h1>
      <p className={css.lead}>{words.portalLead(name)}</p>
      <CredentialsForm
        {...{ email, setEmail, password, setPassword }}
        busy={signIn.busy}
        onSubmit={() => void signIn.run({ email, password })}
      >
        <FailureNote failure={signIn.failure} />
      </CredentialsForm>
      <div className={css.foot}>
        {sample && (
          <div>
            <Button onClick={() => void signIn.run(sample)} loading={signIn.busy}>
              {words.continueAs(sample.name)}
            </Button>
          </div>
        )}
        <div className={css.links}>
          <Anchor component="button" type="button" onClick={() => goElsewhere(true)}>
            {text.window.singleSignOn.way}
          </Anchor>
          <Anchor component="button" type="button" onClick={() => go('/reset')}>
            {words.forgot}
          </Anchor>
          <Anchor component="button" type="button" onClick={() => desk.ask()}>
            {words.openFile}
          </Anchor>
        </div>
        <CloudWords name={name} url={location.origin} fingerprint={fingerprint} />
      </div>
    </SignInFrame>
  );
}
