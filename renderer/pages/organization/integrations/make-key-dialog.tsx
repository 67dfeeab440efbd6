import { Checkbox, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type KeyDays, KeyScope } from '#shared/models/api-key.ts';
import { text } from '#shared/text/index.ts';
import { FormDialog } from '../../../parts/form-dialog.tsx';
import { useAction, useApi } from '../../../state/use.tsx';
import { ShownOnce } from './shown-once.tsx';
import css from './integrations.module.css';

const words = text.window.integrations;

type End = keyof typeof words.keys.daysOf;
const ends: Record<End, KeyDays> = { '30': 30, '90': 90, '365': 365, never: null };
const isEnd = (value: string): value is End => Object.hasOwn(ends, value);

interface MakeKeyDialogProps {
  organization: string;
  onMade: () => Promise<void>;
  onClose: () => void;
}

/** Makes a key with as little as it needs, and shows it the one time that it can be shown. */
export function MakeKeyDialog({ organization, onMade, onClose }: MakeKeyDialogProps) {
  const { cloud } = useApi();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<string[]>(['read']);
  const [end, setEnd] = useState<End>('90');
  const [made, setMade] = useState<{ name: string; text: string } | null>(null);
  const make = useAction(async () => {
    const wanted = KeyScope.options.filter((scope) => scopes.includes(scope));
    setMade(await cloud.apiKey.create({ organization, name: name.trim(), scopes: wanted, days: ends[end] }));
    await onMade();
  });
  const isGood = name.trim() !== '' && scopes.length > 0;
  if (made)
    return <ShownOnce title={words.keys.made(made.name)} label={words.keys.copy} value={made.text} onClose={onClose} />;
  return (
    <FormDialog
      title={words.keys.makeTitle}
      submit={words.keys.submit}
      isGood={isGood}
      action={make}
      isLong
      onClose={onClose}
    >
      <TextInput
        label={words.keys.name}
        description={words.keys.nameHint}
        value={name}
        maxLength={80}
        onChange={(event) => setName(event.currentTarget.value)}
        data-autofocus
      />
      <Checkbox.Group
        size="md"
        label={words.keys.scopes}
        description={words.keys.scopesHint}
        descriptionProps={{ className: css.groupHint }}
        value={scopes}
        onChange={setScopes}
      >
        <div className={css.choices}>
          {KeyScope.options.map((scope) => (
            <Checkbox
              key={scope}
              value={scope}
              label={words.scopes[scope].label}
              description={words.scopes[scope].hint}
            />
          ))}
        </div>
      </Checkbox.Group>
      <div>
        <div className={css.label}>{words.keys.days}</div>
        <SegmentedControl
          aria-label={words.keys.days}
          value={end}
          onChange={(value) => isEnd(value) && setEnd(value)}
          data={Object.entries(words.keys.daysOf).map(([value, label]) => ({ value, label }))}
        />
      </div>
    </FormDialog>
  );
}
