import { Button, Checkbox, Radio } from '@mantine/core';
import { useState } from 'react';
import type { Membership } from '#shared/models/person.ts';
import { text } from '#shared/text/index.ts';
import { FailureNote } from '../parts/states.tsx';
import { useAction, useStores } from '../state/use.tsx';
import { openCreate } from './create-organization.ts';
import css from './organization-choice.module.css';

interface OrganizationChoiceProps {
  memberships: readonly Membership[];
  current: string | null;
  onDone: () => void;
}

/** Choose, then Change (T1); making it the default also switches to it (T2). */
export function OrganizationChoice({ memberships, current, onDone }: OrganizationChoiceProps) {
  const words = text.window.shell;
  const { switchOrganization } = useStores();
  const [chosen, setChosen] = useState(current);
  const [asDefault, setAsDefault] = useState(false);
  const change = useAction(switchOrganization);
  const alreadyDefault = memberships.find(({ organization }) => organization.id === chosen)?.isDefault ?? false;
  const changes = chosen !== null && (chosen !== current || (asDefault && !alreadyDefault));
  const submit = async () => {
    if (chosen !== null && (await change.run(chosen, asDefault && !alreadyDefault)) !== null) onDone();
  };
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Radio.Group value={chosen} onChange={setChosen} aria-label={words.organizationTitle}>
        {memberships.map(({ organization, role, roleSet, isDefault }) => (
          <Radio.Card
            key={organization.id}
            value={organization.id}
            className={css.choice}
            data-autofocus={organization.id === current || undefined}
          >
            <Radio.Indicator size="xs" />
            <span className={css.name}>
              <span>{organization.name}</span>
              <span className={css.role}>{text.roleName(role, roleSet)}</span>
            </span>
            {isDefault && <span className={css.tag}>{words.default}</span>}
          </Radio.Card>
        ))}
      </Radio.Group>
      {!alreadyDefault && (
        <Checkbox
          size="xs"
          label={words.asDefault}
          description={words.asDefaultHint}
          checked={asDefault}
          onChange={(event) => setAsDefault(event.currentTarget.checked)}
        />
      )}
      <FailureNote failure={change.failure} />
      <div className={css.buttons}>
        <Button
          variant="subtle"
          onClick={() => {
            onDone();
            openCreate();
          }}
        >
          {words.newOrganization}
        </Button>
        <Button type="submit" variant="filled" disabled={!changes} loading={change.busy}>
          {words.change}
        </Button>
      </div>
    </form>
  );
}
