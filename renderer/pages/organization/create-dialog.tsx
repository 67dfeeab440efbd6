import { Button, Modal, Select, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { OrganizationName } from '#shared/models/organization.ts';
import { text } from '#shared/text/index.ts';
import { FailureNote } from '../../parts/states.tsx';
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
    <Modal opened onClose={closeCreate} title={words.createTitle} withCloseButton={false} closeOnClickOutside={false}>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (isGood) void create.run();
        }}
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
        <FailureNote failure={create.failure} />
        <div className={css.buttons}>
          <Button onClick={closeCreate}>{text.window.parts.cancel}</Button>
          <Button type="submit" variant="filled" disabled={!isGood} loading={create.busy}>
            {words.createConfirm}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
