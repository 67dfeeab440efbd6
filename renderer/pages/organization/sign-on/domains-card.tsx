import { Anchor, Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { MailDomain, type SignOnDomain } from '#shared/models/single-sign-on.ts';
import { text } from '#shared/text/index.ts';
import { ConfirmDialog } from '../../../parts/confirm-dialog.tsx';
import { CopyCode } from '../../../parts/copy.tsx';
import { Card } from '../../../parts/page.tsx';
import { FailureNote } from '../../../parts/states.tsx';
import { Tally } from '../../../parts/tally.tsx';
import { useAction, useApi } from '../../../state/use.tsx';
import organizationCss from '../organization.module.css';
import type { SignOnCardProps } from './sign-on-card.ts';
import css from './sign-on.module.css';

const words = text.window.singleSignOn;

/** Whose addresses the provider may speak for, and how that is proven. */
export function DomainsCard(props: SignOnCardProps) {
  const { value, mayEdit } = props;
  return (
    <Card title={words.domains}>
      <p className={organizationCss.lead}>{words.domainsLead}</p>
      {value.domains.length > 0 ? (
        <ul className={css.domains}>
          {value.domains.map((domain) => (
            <DomainRow key={domain.domain} {...props} shown={domain} />
          ))}
        </ul>
      ) : (
        <p className={organizationCss.hint}>{words.noDomain}</p>
      )}
      {mayEdit ? (
        <AddDomain {...props} />
      ) : (
        <p className={organizationCss.hint}>{text.window.organization.ownerOnly}</p>
      )}
    </Card>
  );
}

function DomainRow({ organization, mayEdit, onChanged, shown }: SignOnCardProps & { shown: SignOnDomain }) {
  const { cloud } = useApi();
  const { domain, record, provenBy } = shown;
  const [isRemoving, setRemoving] = useState(false);
  const check = useAction(async () => {
    await cloud.singleSignOn.proveDomain({ organization, domain });
    await onChanged();
  });
  const remove = useAction(async () => {
    await cloud.singleSignOn.removeDomain({ organization, domain });
    setRemoving(false);
    await onChanged();
  });
  return (
    <li className={css.domain}>
      <div className={css.head}>
        <span className={css.name}>{domain}</span>
        <Tally state={provenBy ? 'held' : 'soon'}>{provenBy ? words.proven[provenBy] : words.notProven}</Tally>
      </div>
      {!provenBy && (
        <div className={css.record}>
          <div className={css.aside}>{words.record}</div>
          <CopyCode value={record} />
        </div>
      )}
      <FailureNote failure={check.failure} />
      {mayEdit && (
        <div className={css.acts}>
          {!provenBy && (
            <Button size="xs" onClick={() => void check.run()} loading={check.busy} aria-label={words.checkOf(domain)}>
              {words.check}
            </Button>
          )}
          <Anchor
            component="button"
            type="button"
            onClick={() => setRemoving(true)}
            aria-label={words.removeOf(domain)}
          >
            {words.remove}
          </Anchor>
        </div>
      )}
      <ConfirmDialog
        opened={isRemoving}
        title={words.removeTitle(domain)}
        confirm={words.removeConfirm}
        busy={remove.busy}
        failure={remove.failure}
        onConfirm={() => void remove.run()}
        onClose={() => {
          remove.clear();
          setRemoving(false);
        }}
      >
        {words.removeBody(domain)}
      </ConfirmDialog>
    </li>
  );
}

function AddDomain({ organization, onChanged }: SignOnCardProps) {
  const { cloud } = useApi();
  const [typed, type] = useState('');
  const [isBad, setBad] = useState(false);
  const add = useAction(async (domain: string) => {
    await cloud.singleSignOn.addDomain({ organization, domain });
    type('');
    await onChanged();
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const { success, data } = MailDomain.safeParse(typed);
        setBad(!success);
        if (success) void add.run(data);
      }}
    >
      <div className={css.add}>
        <TextInput
          label={words.domain}
          placeholder={words.domainHint}
          value={typed}
          maxLength={253}
          required
          withAsterisk={false}
          spellCheck={false}
          autoComplete="off"
          error={isBad && words.domainBad}
          onChange={(event) => {
            setBad(false);
            type(event.currentTarget.value);
          }}
        />
        <Button type="submit" loading={add.busy}>
          {words.add}
        </Button>
      </div>
      <FailureNote failure={add.failure} />
    </form>
  );
}
