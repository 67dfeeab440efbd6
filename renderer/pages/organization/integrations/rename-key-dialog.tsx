import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ApiKey } from '#shared/models/api-key.ts';
import { text } from '#shared/text/index.ts';
import { FailureNote } from '../../../parts/states.tsx';
import { useAction, useApi } from '../../../state/use.tsx';
import css from './integrations.module.css';

const words = text.window.integrations.keys;

interface RenameKeyDialogProps {
  apiKey: ApiKey;
  organization: string;
  onDone: () => Promise<void>;
  onClose: () => void;
}

/** Calls a key something else; the audit log keeps what it was called before. */
export function RenameKeyDialog({ apiKey, organization, onDone, onClose }: RenameKeyDialogProps) {
  const { cloud } = useApi();
  const [name, setName] = useState(apiKey.name);
  const save = useAction(async () => {
    await cloud.apiKey.rename({ organization, key: apiKey.id, name: name.trim() });
    await onDone();
    onClose();
  });
  return (
    <Modal opened onClose={onClose} title={words.renameTitle(apiKey.name)} withCloseButton={false}>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') void save.run();
        }}
      >
        <TextInput
          label={words.name}
          value={name}
          maxLength={80}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
        />
        <FailureNote failure={save.failure} />
        <div className={css.buttons}>
          <Button onClick={onClose}>{text.window.parts.cancel}</Button>
          <Button type="submit" variant="filled" loading={save.busy} disabled={name.trim() === ''}>
            {words.renameConfirm}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
