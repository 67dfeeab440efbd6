import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { SignOnProbe } from '#shared/models/single-sign-on.ts';
import { text } from '#shared/text/index.ts';
import { CopyCode } from '../../../parts/copy.tsx';
import { Facts } from '../../../parts/facts.tsx';
import { Card } from '../../../parts/page.tsx';
import { FailureNote } from '../../../parts/states.tsx';
import { useAction, useApi } from '../../../state/use.tsx';
import { FormFoot } from '../form-foot.tsx';
import organizationCss from '../organization.module.css';
import { useForm } from '../use-form.ts';
import { ProbeNote } from './probe-note.tsx';
import type { SignOnCardProps } from './sign-on-card.ts';
import css from './sign-on.module.css';

const words = text.window.singleSignOn;

/** Which provider, and who Greenroom is there. */
export function ProviderCard(props: SignOnCardProps) {
  return (
    <Card title={words.provider}>{props.mayEdit ? <ProviderForm {...props} /> : <ProviderFacts {...props} />}</Card>
  );
}

function ProviderFacts({ value }: SignOnCardProps) {
  const { nothing, ownerOnly } = text.window.organization;
  return (
    <>
      <Facts
        facts={[
          { label: words.issuer, value: value.issuer ?? nothing },
          { label: words.clientId, value: value.clientId ?? nothing },
          { label: words.clientSecret, value: words.secretShown[value.hasSecret ? 'yes' : 'no'] },
          { label: words.redirect, value: <CopyCode value={value.redirectUrl} /> },
        ]}
      />
      <p className={organizationCss.hint}>{ownerOnly}</p>
    </>
  );
}

function ProviderForm({ organization, value, onChanged }: SignOnCardProps) {
  const { cloud } = useApi();
  const [probe, setProbe] = useState<SignOnProbe | null>(null);
  const saved = { issuer: value.issuer ?? '', clientId: value.clientId ?? '', clientSecret: '' };
  const form = useForm(saved, async (changed) => {
    await cloud.singleSignOn.update({ organization, ...changed });
    setProbe(null);
    await onChanged();
  });
  const probing = useAction(async () => {
    setProbe(null);
    setProbe(await cloud.singleSignOn.test({ organization }));
  });
  const { fields, set } = form;
  const isOther = fields.issuer !== saved.issuer || fields.clientId !== saved.clientId;
  return (
    <form
      className={organizationCss.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (form.isChanged) void form.saving.run();
      }}
    >
      <p className={organizationCss.lead}>{words.providerLead}</p>
      <div>
        <div className={css.label}>{words.redirect}</div>
        <CopyCode value={value.redirectUrl} />
      </div>
      <TextInput
        label={words.issuer}
        description={words.issuerHint}
        value={fields.issuer}
        maxLength={300}
        required
        withAsterisk={false}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => set('issuer', event.currentTarget.value)}
      />
      <TextInput
        label={words.clientId}
        value={fields.clientId}
        maxLength={255}
        required
        withAsterisk={false}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => set('clientId', event.currentTarget.value)}
      />
      <PasswordInput
        label={words.clientSecret}
        description={!value.hasSecret ? words.secretWanted : isOther ? words.secretAgain : words.secretKept}
        value={fields.clientSecret}
        maxLength={1_000}
        autoComplete="new-password"
        onChange={(event) => set('clientSecret', event.currentTarget.value)}
      />
      <FormFoot isChanged={form.isChanged} saving={form.saving} onDiscard={form.discard} />
      <div className={css.test}>
        <Button
          onClick={() => void probing.run()}
          loading={probing.busy}
          disabled={form.isChanged || value.issuer === null}
        >
          {words.test}
        </Button>
        {form.isChanged && <span className={css.aside}>{words.testFirst}</span>}
      </div>
      <FailureNote failure={probing.failure} />
      <div role="status">{probe && <ProbeNote probe={probe} />}</div>
    </form>
  );
}
