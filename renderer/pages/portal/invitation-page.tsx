import { Anchor, Button, Checkbox, PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { DocumentKind } from '#shared/models/document.ts';
import { dates } from '#shared/text/en/dates.ts';
import type { SecondStep } from '#shared/models/second-step.ts';
import { text } from '#shared/text/index.ts';
import { ErrorState, FailureNote, Fetching, LoadingState } from '../../parts/states.tsx';
import { createResource } from '../../state/resource.ts';
import { useAction, useApi, useResource, useStores, useWho, useZone } from '../../state/use.tsx';
import { useFragment } from '../account/use-fragment.ts';
import { CredentialsForm } from '../sign-in/password-form.tsx';
import { SecondStepForm } from '../sign-in/second-step.tsx';
import { signOnAddress } from '../sign-in/single-sign-on.tsx';
import css from './portal.module.css';

const words = text.window.portal.invitation;

/** What the mail carries. */
interface Link {
  invitation: string;
  token: string;
}
type Invitation = Awaited<ReturnType<ReturnType<typeof useApi>['cloud']['invitation']['show']>>;

/** Whoever holds the link joins: with a new account, or with the one that exists (A1). */
export function InvitationPage({ invitation }: { invitation: string }) {
  const token = useFragment();
  return <Invited key={token} link={{ invitation, token }} />;
}

function Invited({ link }: { link: Link }) {
  const { cloud } = useApi();
  const zone = useZone();
  const { explain, now } = useStores();
  const [store] = useState(() => createResource(() => cloud.invitation.show(link), explain, now));
  const { value: shown, failure } = useResource(store);
  if (!shown) return failure ? <ErrorState alone failure={failure} /> : <LoadingState />;
  return (
    <div className={css.card}>
      <h1 className={css.title}>{words.title(shown.organization)}</h1>
      <p>
        {words.lead(shown.email, text.roleName(shown.role, shown.roleSet))}{' '}
        {words.expires(dates.day(shown.expiresAt, zone))}
      </p>
      {shown.hasAccount ? <Accept link={link} shown={shown} /> : <SignUp link={link} email={shown.email} />}
    </div>
  );
}

/** After joining, the person is signed in: to the start. */
function useJoined() {
  const { refreshSession } = useStores();
  const [, go] = useLocation();
  return async () => {
    await refreshSession();
    go('/', { replace: true });
  };
}

/** The newest terms, and how data is used: what is agreed to is what was shown. */
function SignUp(mine: { link: Link; email: string }) {
  const { cloud } = useApi();
  const { explain, now } = useStores();
  const [store] = useState(() =>
    createResource(
      async () => {
        const [terms, privacy] = await Promise.all([
          cloud.document.show({ kind: 'terms' }),
          cloud.document.show({ kind: 'privacy' }),
        ]);
        return { terms: terms.version, privacy: privacy.version };
      },
      explain,
      now,
    ),
  );
  const resource = useResource(store);
  const { value: shown, refresh } = resource;
  if (!shown) return <Fetching resource={resource} title={words.documentsFailed} />;
  return <SignUpForm {...mine} versions={shown} onReplaced={refresh} />;
}

interface SignUpFormProps {
  link: Link;
  email: string;
  versions: Record<DocumentKind, string>;
  /** A newer version was published meanwhile. */
  onReplaced: () => Promise<void>;
}

function SignUpForm({ link, email, versions, onReplaced }: SignUpFormProps) {
  const { cloud } = useApi();
  const { explain } = useStores();
  const joined = useJoined();
  const [form, setForm] = useState({ firstName: '', lastName: '', password: '' });
  /** The version that was agreed to: another one has not been. */
  const [agreed, setAgreed] = useState<Record<DocumentKind, string | null>>({ terms: null, privacy: null });
  const isAgreed = (kind: DocumentKind) => agreed[kind] === versions[kind];
  const field = (name: keyof typeof form) => ({
    value: form[name],
    required: true,
    withAsterisk: false,
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setForm((last) => ({ ...last, [name]: value }));
    },
  });
  const signUp = useAction(async () => {
    const asked = { ...link, ...form, consents: versions };
    const answer = await cloud.invitation.signUp(asked).catch(async (error: unknown) => {
      if (explain(error).code === 'document-replaced') await onReplaced();
      throw error;
    });
    if (answer.state === 'use-single-sign-on') location.assign(signOnAddress(email, '/'));
    else await joined();
  });
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        void signUp.run();
      }}
    >
      <div className={css.pair}>
        <TextInput {...field('firstName')} label={words.firstName} autoComplete="given-name" maxLength={40} autoFocus />
        <TextInput {...field('lastName')} label={words.lastName} autoComplete="family-name" maxLength={40} />
      </div>
      <PasswordInput
        {...field('password')}
        label={words.password}
        description={words.passwordHint}
        autoComplete="new-password"
        minLength={10}
        maxLength={128}
      />
      {DocumentKind.options.map((kind) => (
        <Checkbox
          key={kind}
          size="xs"
          required
          label={<ConsentWords kind={kind} version={versions[kind]} />}
          checked={isAgreed(kind)}
          onChange={(event) => {
            const version = event.currentTarget.checked ? versions[kind] : null;
            setAgreed((last) => ({ ...last, [kind]: version }));
          }}
        />
      ))}
      <FailureNote failure={signUp.failure} />
      <div className={css.buttons}>
        <Button
          type="submit"
          size="lg"
          variant="filled"
          loading={signUp.busy}
          disabled={!isAgreed('terms') || !isAgreed('privacy')}
        >
          {words.signUp}
        </Button>
      </div>
      {!(isAgreed('terms') && isAgreed('privacy')) && <p>{words.bothNeeded}</p>}
    </form>
  );
}

/** What is agreed to, with the way to its text. */
function ConsentWords({ kind, version }: { kind: DocumentKind; version: string }) {
  const link = words.links[kind];
  const [before, after] = words[kind].split(link);
  return (
    <>
      {before}
      <Anchor href={`/${kind}/${version}`} target="_blank">
        {link}
      </Anchor>
      {after}
    </>
  );
}

function Accept({ link: { invitation, token }, shown }: { link: Link; shown: Invitation }) {
  const { cloud } = useApi();
  const { signOut, refreshSession } = useStores();
  const who = useWho();
  const joined = useJoined();
  const [, go] = useLocation();
  const [password, setPassword] = useState('');
  const [email, setEmail] = useState(shown.email);
  const [step, setStep] = useState<SecondStep | null>(null);
  const accept = useAction(async () => {
    await cloud.invitation.accept({ invitation });
    await joined();
  });
  const signInAndAccept = useAction(async () => {
    const answer = await cloud.session.signIn({ email, password });
    if (answer.state === 'second-step') return setStep(answer);
    await cloud.invitation.accept({ invitation });
    await joined();
  });
  const leave = useAction(async () => {
    await signOut(false);
    await refreshSession();
  });
  if (step && !who)
    return (
      <SecondStepForm
        step={step}
        onConfirm={async (proof) => {
          await cloud.session.confirm(proof);
          await refreshSession();
          await accept.run();
        }}
        onAgain={() => setStep(null)}
      />
    );
  if (!who)
    return (
      <>
        <p>{words.signInFirst}</p>
        <CredentialsForm
          {...{ email, setEmail, password, setPassword }}
          busy={signInAndAccept.busy}
          onSubmit={() => void signInAndAccept.run()}
        >
          <FailureNote failure={signInAndAccept.failure} />
        </CredentialsForm>
        <div className={css.buttons}>
          {signInAndAccept.failure?.code === 'use-single-sign-on' && (
            <Anchor href={signOnAddress(email, `/invitation/${invitation}#${token}`)}>
              {text.window.singleSignOn.way}
            </Anchor>
          )}
          <Anchor component="button" type="button" onClick={() => go('/reset')}>
            {text.window.signIn.forgot}
          </Anchor>
        </div>
      </>
    );
  if (who.person.email.toLowerCase() !== shown.email.toLowerCase())
    return (
      <>
        <p>{words.asOther(who.person.name, shown.email)}</p>
        <div className={css.buttons}>
          <Button size="lg" loading={leave.busy} onClick={() => void leave.run()}>
            {text.window.shell.signOutNow}
          </Button>
        </div>
      </>
    );
  return (
    <>
      <FailureNote failure={accept.failure} />
      <div className={css.buttons}>
        <Button size="lg" variant="filled" loading={accept.busy} onClick={() => void accept.run()}>
          {words.accept(shown.organization)}
        </Button>
      </div>
    </>
  );
}
