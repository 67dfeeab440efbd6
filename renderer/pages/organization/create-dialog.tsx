import { Select, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { OrganizationName } from '#shared/models/organization.ts';
import { text } from '#shared/text/index.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { toast } from '../../parts/toast.tsx';
import { closeCreate } from '../../shell/create-organization.ts';
import { useAction, useApi, useStores } from '../../state/use.tsx';
import { zonesWith } from './zones.ts';
import css from './organization.module.css';

const words = text.window.organization;
const here = new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Makes an organization and goes to work there. */
export function CreateOrganizationDialog() {
  const { cloud } = useApi();
  const { refreshSession, switchOrganization } = useStores();
  const [name, setName] = useState('');
  const [timeZone, setTimeZone] = useState(here);
  // Pressed twice, or sent again after a lost answer, it is still one organization.
  const idempotencyKey = useRef(crypto.randomUUID());
  const isGood = OrganizationName.safeParse(name).success;
  const create = useAction(async () => {
    const { organization } = await cloud.organization.create({
      name,
      timeZone,
      idempotencyKey: idempotencyKey.current,
    });
    await refreshSession();
    await switchOrganization(organization, false);
    toast({ tally: 'held', icon: 'check', title: words.created(name.trim()), message: words.createdBody });
    closeCreate();
  });
  return (
    <FormDialog
      title={words.createTitle}
      submit={words.createConfirm}
      isGood={isGood}
      action={create}
      isLong
      onClose={closeCreate}
    >
      <p className={css.lead}>{words.createBody}</p>
      <TextInput
        label={words.name}
        description={words.createHint}
        value={name}
        maxLength={80}
        required
        withAsterisk={false}
        autoComplete="organization"
        data-autofocus
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Select
        label={words.zone}
        description={words.zoneHint}
        data={zonesWith(timeZone)}
        searchable
        allowDeselect={false}
        value={timeZone}
        onChange={(zone) => zone && setTimeZone(zone)}
      />
    </FormDialog>
  );
}
