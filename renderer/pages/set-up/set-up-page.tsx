import { Anchor, Button, PasswordInput, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { CloudAbout } from '#shared/contract/cloud/about.ts';
import { text } from '#shared/text/index.ts';
import { FailureNote } from '../../parts/states.tsx';
import { toastFailure } from '../../parts/toast.tsx';
import { Mark } from '../../shell/brand.tsx';
import { useAction, useApi, useStores } from '../../state/use.tsx';
import { CloudWords } from '../sign-in/foot.tsx';
import { SignInFrame } from '../sign-in/frame.tsx';
import css from '../sign-in/sign-in.module.css';

const words = text.window.setUp;
const zones = [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])];
const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The first organization of an empty cloud and its Owner, who is signed in at once. */
export function SetUpPage({ cloud: about, onDone }: { cloud: CloudAbout; onDone: () => void }) {
  const { cloud, companion } = useApi();
  const { refreshSession, explain } = useStores();
  const [, go] = useLocation();
  const [form, setForm] = useState({ organization: '', timeZone: ownZone, name: '', email: '', password: '' });
  const field = (name: keyof typeof form) => ({
    value: form[name],
    required: true,
    withAsterisk: false,
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setForm((last) => ({ ...last, [name]: value }));
    },
  });
  const create = useAction(async () => {
    const { email, password } = form;
    await cloud.setup.createOwner(form);
    // Whatever becomes of the sign-in, the cloud is set up: the sign-in page comes next.
    try {
      await (companion ?? cloud).session.signIn({ email, password });
      await refreshSession();
    } catch (error) {
      toastFailure(explain(error));
    } finally {
      onDone();
    }
  });
  const short = form.password !== '' && form.password.length < 10;
  return (
    <SignInFrame lit={<Mark />}>
      <h1 className={css.title}>{words.title}</h1>
      <p className={css.lead}>{words.lead}</p>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!short) void create.run();
        }}
      >
        <TextInput
          {...field('organization')}
          label={words.organization}
          description={words.organizationHint}
          maxLength={80}
          autoFocus
        />
        <Select
          label={words.timeZone}
          description={words.timeZoneHint}
          data={zones}
          searchable
          allowDeselect={false}
          value={form.timeZone}
          onChange={(timeZone) => timeZone && setForm((last) => ({ ...last, timeZone }))}
        />
        <TextInput {...field('name')} label={words.name} autoComplete="name" maxLength={80} />
        <TextInput {...field('email')} label={words.email} type="email" autoComplete="username" maxLength={254} />
        <PasswordInput
          {...field('password')}
          label={words.password}
          description={words.passwordHint}
          error={short ? words.passwordShort : null}
          autoComplete="new-password"
          maxLength={128}
        />
        <FailureNote failure={create.failure} />
        <div className={css.formButtons}>
          <Button type="submit" variant="filled" size="lg" loading={create.busy}>
            {words.submit}
          </Button>
        </div>
      </form>
      <div className={css.foot}>
        {companion && (
          <div className={css.links}>
            <Anchor component="button" type="button" onClick={() => go('/offline')}>
              {text.window.signIn.noNetwork}
            </Anchor>
          </div>
        )}
        <CloudWords name={about.name} url="" fingerprint={about.fingerprint} />
      </div>
    </SignInFrame>
  );
}
