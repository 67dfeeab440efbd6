import { Textarea, TextInput } from '@mantine/core';
import type { Company } from '#shared/models/organization.ts';
import { text } from '#shared/text/index.ts';
import { Facts } from '../../parts/facts.tsx';
import { Card } from '../../parts/page.tsx';
import { useApi } from '../../state/use.tsx';
import { FormFoot } from './form-foot.tsx';
import { useForm } from './use-form.ts';
import css from './organization.module.css';

const words = text.window.organization;

interface CompanyCardProps {
  organization: string;
  value: Company;
  mayEdit: boolean;
  onSaved: () => Promise<void>;
}

/** What stands on the bills; managers see it, Owners change it. */
export function CompanyCard(props: CompanyCardProps) {
  return <Card title={words.company}>{props.mayEdit ? <CompanyForm {...props} /> : <Shown {...props} />}</Card>;
}

function Shown({ value: { legalName, address, vatId, billingEmail } }: CompanyCardProps) {
  return (
    <>
      <Facts
        facts={[
          { label: words.legalName, value: legalName ?? words.nothing },
          {
            label: words.address,
            value: <span className={css.address}>{address.join('\n') || words.nothing}</span>,
          },
          { label: words.vatId, value: vatId ?? words.nothing },
          { label: words.billingEmail, value: billingEmail ?? words.nothing },
        ]}
      />
      <p className={css.hint}>{words.ownerOnly}</p>
    </>
  );
}

const linesOf = (typed: string) =>
  typed
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
const orNothing = (typed: string) => typed.trim() || null;

function CompanyForm({ organization, value, onSaved }: CompanyCardProps) {
  const { cloud } = useApi();
  const saved = {
    legalName: value.legalName ?? '',
    address: value.address.join('\n'),
    vatId: value.vatId ?? '',
    billingEmail: value.billingEmail ?? '',
  };
  const form = useForm(saved, async ({ legalName, address, vatId, billingEmail }) => {
    await cloud.organization.updateCompany({
      organization,
      ...(legalName !== undefined && { legalName: orNothing(legalName) }),
      ...(address !== undefined && { address: linesOf(address) }),
      ...(vatId !== undefined && { vatId: orNothing(vatId) }),
      ...(billingEmail !== undefined && { billingEmail: orNothing(billingEmail) }),
    });
    await onSaved();
  });
  const { fields, set } = form;
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (form.isChanged) void form.saving.run();
      }}
    >
      <p className={css.lead}>{words.companyHint}</p>
      <TextInput
        label={words.legalName}
        value={fields.legalName}
        maxLength={120}
        autoComplete="organization"
        onChange={(event) => set('legalName', event.currentTarget.value)}
      />
      <Textarea
        label={words.address}
        description={words.addressHint}
        value={fields.address}
        rows={4}
        autoComplete="street-address"
        onChange={(event) => set('address', event.currentTarget.value)}
      />
      <TextInput
        label={words.vatId}
        value={fields.vatId}
        maxLength={40}
        onChange={(event) => set('vatId', event.currentTarget.value)}
      />
      <TextInput
        label={words.billingEmail}
        type="email"
        value={fields.billingEmail}
        maxLength={254}
        autoComplete="email"
        onChange={(event) => set('billingEmail', event.currentTarget.value)}
      />
      <FormFoot isChanged={form.isChanged} saving={form.saving} onDiscard={form.discard} />
    </form>
  );
}
