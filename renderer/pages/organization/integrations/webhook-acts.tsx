import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Webhook } from '#shared/models/webhook.ts';
import { text } from '#shared/text/index.ts';
import { ConfirmDialog } from '../../../parts/confirm-dialog.tsx';
import { FailureNote } from '../../../parts/states.tsx';
import { toast } from '../../../parts/toast.tsx';
import { useAction, useApi } from '../../../state/use.tsx';
import { ShownOnce } from './shown-once.tsx';

const words = text.window.integrations.hooks;

interface WebhookActsProps {
  organization: string;
  webhook: Webhook;
  onChanged: () => Promise<void>;
  onRemoved: () => void;
}

/** A new secret, off or on, gone: each says first what it does. */
export function WebhookActs({
  organization,
  webhook: { id, name, off, waiting },
  onChanged,
  onRemoved,
}: WebhookActsProps) {
  const { cloud } = useApi();
  const [asking, ask] = useState<'rotate' | 'off' | 'remove' | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const at = { organization, webhook: id };
  const close = () => {
    for (const action of [rotate, turn, remove]) action.clear();
    ask(null);
  };
  const rotate = useAction(async () => {
    setSecret((await cloud.webhook.rotateSecret(at)).secret);
    ask(null);
    await onChanged();
  });
  const turn = useAction(async (isOn: boolean) => {
    await cloud.webhook.update({ ...at, isOn });
    ask(null);
    await onChanged();
  });
  const remove = useAction(async () => {
    await cloud.webhook.remove(at);
    toast({ tally: 'free', title: words.removed(name), message: '' });
    onRemoved();
    await onChanged();
  });
  return (
    <>
      <Button size="sm" onClick={() => ask('rotate')}>
        {words.rotate}
      </Button>
      {off ? (
        <Button size="sm" loading={turn.busy} onClick={() => void turn.run(true)}>
          {words.switchOn}
        </Button>
      ) : (
        <Button size="sm" onClick={() => ask('off')}>
          {words.switchOff}
        </Button>
      )}
      <Button size="sm" variant="subtle" onClick={() => ask('remove')}>
        {words.remove}
      </Button>
      {off && <FailureNote failure={turn.failure} />}
      <ConfirmDialog
        opened={asking === 'rotate'}
        title={words.rotateTitle(name)}
        safe={words.rotateSafe}
        confirm={words.rotateConfirm}
        harmless
        busy={rotate.busy}
        failure={rotate.failure}
        onConfirm={() => void rotate.run()}
        onClose={close}
      >
        {words.rotateBody}
      </ConfirmDialog>
      <ConfirmDialog
        opened={asking === 'off'}
        title={words.offTitle(name)}
        safe={words.offSafe}
        confirm={words.switchOff}
        busy={turn.busy}
        failure={turn.failure}
        onConfirm={() => void turn.run(false)}
        onClose={close}
      >
        {words.offBody(waiting)}
      </ConfirmDialog>
      <ConfirmDialog
        opened={asking === 'remove'}
        title={words.removeTitle(name)}
        safe={words.removeSafe}
        confirm={words.remove}
        busy={remove.busy}
        failure={remove.failure}
        onConfirm={() => void remove.run()}
        onClose={close}
      >
        {words.removeBody}
      </ConfirmDialog>
      {secret !== null && (
        <ShownOnce title={words.rotated(name)} label={words.secret} value={secret} onClose={() => setSecret(null)}>
          {words.secretHint}
        </ShownOnce>
      )}
    </>
  );
}
