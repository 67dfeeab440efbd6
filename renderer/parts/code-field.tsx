import { TextInput } from '@mantine/core';
import type { ReactNode, Ref } from 'react';
import type { SecondStepMethod } from '#shared/models/second-step.ts';
import css from './code-field.module.css';

interface CodeFieldProps {
  method: SecondStepMethod;
  label: ReactNode;
  value: string;
  onChange: (code: string) => void;
  autoFocus?: boolean;
  ref?: Ref<HTMLInputElement>;
}

/** Where the code of a second step is typed or pasted: digits that a phone can fill in, or a recovery code. */
export function CodeField({ method, label, value, onChange, autoFocus = false, ref }: CodeFieldProps) {
  const isRecovery = method === 'recovery';
  return (
    <TextInput
      ref={ref}
      classNames={{ root: css.root, input: css.input }}
      label={label}
      required
      withAsterisk={false}
      autoFocus={autoFocus}
      data-autofocus={autoFocus || undefined}
      inputMode={isRecovery ? 'text' : 'numeric'}
      autoComplete={isRecovery ? 'off' : 'one-time-code'}
      autoCapitalize="characters"
      spellCheck={false}
      maxLength={40}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
