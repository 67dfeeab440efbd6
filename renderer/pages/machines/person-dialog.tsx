import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import type { MachineView } from '#shared/models/machine-view.ts';
import type { OrganizationRef } from '#shared/models/person.ts';
import { text } from '#shared/text/index.ts';
import { PersonSelect } from '../../parts/person-select.tsx';
import { FailureNote } from '../../parts/states.tsx';
import { toast } from '../../parts/toast.tsx';
import type { MachineLease } from '../../state/machine-lines.ts';
import { useAction, useApi, useStores } from '../../state/use.tsx';
import css from './machines.module.css';

const words = text.window.machines;

interface PersonDialogProps {
  opened: boolean;
  machine: MachineView;
  lease: MachineLease;
  organization: OrganizationRef;
  onClose: () => void;
}

/** Puts a lease into the name of another person of the organization. */
export function PersonDialog({ opened, machine, lease, organization, onClose }: PersonDialogProps) {
  const { cloud } = useApi();
  const { refreshSeats } = useStores();
  const before = lease.person?.id ?? null;
  const [person, choose] = useState(before);
  const [name, setName] = useState('');
  const change = useAction(async (chosen: string) => {
    await cloud.lease.setPerson({ lease: lease.id, person: chosen });
    await refreshSeats();
    toast({
      tally: 'held',
      icon: 'user',
      title: words.personDone(name),
      message: `${lease.licenseName}, ${machine.name}`,
    });
    onClose();
  });
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={words.personTitle(lease.licenseName, machine.name)}
      withCloseButton={false}
    >
      <form
        className={css.dialog}
        onSubmit={(event) => {
          event.preventDefault();
          if (person !== null) void change.run(person);
        }}
      >
        <p>{words.personBody}</p>
        <PersonSelect
          organization={organization.id}
          label={words.person}
          placeholder={words.personPlaceholder}
          nothing={words.personNothing}
          value={person}
          onChange={(chosen, called) => {
            choose(chosen);
            setName(called);
          }}
          openOnFocus={false}
          allowDeselect={false}
          data-autofocus
        />
        <FailureNote failure={change.failure} />
        <div className={css.buttons}>
          <Button onClick={onClose}>{text.window.parts.cancel}</Button>
          <Button type="submit" variant="filled" loading={change.busy} disabled={person === null || person === before}>
            {words.personSubmit}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
