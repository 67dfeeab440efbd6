import { Button, Modal, PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { OrganizationRef } from '#shared/models/person.ts';
import type { TeamPerson } from '#shared/models/team.ts';
import { text } from '#shared/text/index.ts';
import { FailureNote } from '../../parts/states.tsx';
import { toast } from '../../parts/toast.tsx';
import type { TeamLine } from '../../state/team-lines.ts';
import { useAction, useApi } from '../../state/use.tsx';
import css from './person.module.css';

const words = text.window.person.handOver;

interface HandOverDialogProps {
  organization: OrganizationRef;
  line: TeamLine<TeamPerson>;
  onDone: () => void;
  onClose: () => void;
}

/** Says what it means before it is offered; wants the name of the organization typed, and the password. */
export function HandOverDialog({ organization, line, onDone, onClose }: HandOverDialogProps) {
  const { cloud } = useApi();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const offer = useAction(async () => {
    await cloud.team.offerOwnership({ organization: organization.id, person: line.id, name: name.trim(), password });
    toast({ tally: 'held', icon: 'sent', title: words.done(line.name), message: words.doneBody });
    onDone();
    onClose();
  });
  const isWrong = offer.failure?.code === 'wrong-credentials';
  const isNamed = name.trim() === organization.name;
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.dialogTitle(organization.name, line.name)}
      withCloseButton={false}
      closeOnClickOutside={false}
    >
      <form
        className={css.stack}
        onSubmit={(event) => {
          event.preventDefault();
          if (isNamed && password !== '') void offer.run();
        }}
      >
        <p>{words.consequence(line.name)}</p>
        <p className={css.quiet}>{words.days(line.name)}</p>
        <TextInput
          className={css.wide}
          label={words.typeName(organization.name)}
          autoComplete="off"
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
        />
        <PasswordInput
          className={css.wide}
          label={words.password}
          autoComplete="current-password"
          maxLength={128}
          value={password}
          error={isWrong ? words.passwordWrong : null}
          onChange={(event) => {
            offer.clear();
            setPassword(event.currentTarget.value);
          }}
        />
        <FailureNote failure={isWrong ? null : offer.failure} />
        <div className={css.end}>
          <Button onClick={onClose}>{words.safe}</Button>
          <Button type="submit" variant="danger" loading={offer.busy} disabled={!isNamed || password === ''}>
            {words.confirm}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
