import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { organizationKinds } from '#shared/models/audit.ts';
import type { Webhook, WebhookEvent } from '#shared/models/webhook.ts';
import { text } from '#shared/text/index.ts';
import { FormDialog } from '../../../parts/form-dialog.tsx';
import { useAction, useApi } from '../../../state/use.tsx';
import { isKind, organizationActions } from './events.ts';
import { ShownOnce } from './shown-once.tsx';
import { SingleActions } from './single-actions.tsx';
import css from './integrations.module.css';

const words = text.window.integrations.hooks;

interface WebhookDialogProps {
  organization: string;
  /** null: a new one. */
  webhook: Webhook | null;
  onDone: () => Promise<void>;
  onMade?: (id: string) => void;
  onClose: () => void;
}

/** Makes a webhook, or changes one: where it calls and what it is told of. */
export function WebhookDialog({ organization, webhook, onDone, onMade, onClose }: WebhookDialogProps) {
  const { cloud } = useApi();
  const [name, setName] = useState(webhook?.name ?? '');
  const [url, setUrl] = useState(webhook?.url ?? 'https://');
  const [kinds, setKinds] = useState<string[]>(webhook?.events.filter(isKind) ?? ['licenses']);
  const [actions, setActions] = useState<string[]>(webhook?.events.filter((event) => !isKind(event)) ?? []);
  const [made, setMade] = useState<{ id: string; name: string; secret: string } | null>(null);
  // Of a kind that is wanted whole, its actions are not named besides.
  const alone = actions.filter((each) =>
    organizationActions.some(({ action, kind }) => action === each && !kinds.includes(kind)),
  );
  const events = [...kinds, ...alone] as WebhookEvent[];
  const save = useAction(async () => {
    const wanted = { organization, name: name.trim(), url: url.trim(), events };
    if (webhook) await cloud.webhook.update({ ...wanted, webhook: webhook.id });
    else setMade(await cloud.webhook.create(wanted));
    await onDone();
    if (webhook) onClose();
  });
  const isGood = name.trim() !== '' && URL.canParse(url.trim()) && events.length > 0;
  if (made)
    return (
      <ShownOnce
        title={words.made(made.name)}
        label={words.secret}
        value={made.secret}
        onClose={() => {
          onMade?.(made.id);
          onClose();
        }}
      >
        {words.secretHint}
      </ShownOnce>
    );
  return (
    <FormDialog
      title={webhook ? words.changeTitle(webhook.name) : words.makeTitle}
      submit={webhook ? words.save : words.submit}
      isGood={isGood}
      action={save}
      isLong
      onClose={onClose}
    >
      <TextInput
        label={words.name}
        description={words.nameHint}
        value={name}
        maxLength={80}
        onChange={(event) => setName(event.currentTarget.value)}
        data-autofocus
      />
      <TextInput
        label={words.url}
        description={words.urlHint}
        value={url}
        maxLength={2_000}
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setUrl(event.currentTarget.value)}
      />
      <Checkbox.Group size="md" label={words.kinds} value={kinds} onChange={setKinds}>
        <div className={css.kinds}>
          {organizationKinds.map((kind) => (
            <Checkbox key={kind} value={kind} label={text.audit.kinds[kind]} />
          ))}
        </div>
      </Checkbox.Group>
      <SingleActions kinds={kinds} chosen={alone} onChange={setActions} />
    </FormDialog>
  );
}
