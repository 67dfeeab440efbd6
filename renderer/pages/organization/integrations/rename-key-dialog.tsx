import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ApiKey } from '#shared/models/api-key.ts';
import { text } from '#shared/text/index.ts';
import { FormDialog } from '../../../parts/form-dialog.tsx';
import { useAction, useApi } from '../../../state/use.tsx';

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
    <FormDialog
      title={words.renameTitle(apiKey.name)}
      submit={words.renameConfirm}
      isGood={name.trim() !== ''}
      action={save}
      onClose={onClose}
    >
      <TextInput
        label={words.name}
        value={name}
        maxLength={80}
        onChange={(event) => setName(event.currentTarget.value)}
        data-autofocus
      />
    </FormDialog>
  );
}
