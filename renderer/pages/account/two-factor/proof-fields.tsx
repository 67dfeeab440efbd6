import { Anchor, PasswordInput, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { SecondStepMethod } from '#shared/models/second-step.ts';
import { text } from '#shared/text/index.ts';
import { CodeField } from '../../../parts/code-field.tsx';
import { FailureNote } from '../../../parts/states.tsx';
import type { TwoFactor } from '../../../state/two-factor.ts';
import { useAction, useApi } from '../../../state/use.tsx';
import shared from '../account.module.css';

const words = text.window.twoFactor;

export interface Proof {
  password: string;
  method: SecondStepMethod;
  code: string;
}

/** The ways that a person can prove it is they. */
export const waysOf = ({ methods, recoveryCodesLeft }: TwoFactor): SecondStepMethod[] => [
  ...methods,
  ...(recoveryCodesLeft > 0 ? (['recovery'] as const) : []),
];

/** The password, and where two-factor is on a code as at a sign-in. `isWrong`: the password was. */
export function ProofFields(props: {
  ways: SecondStepMethod[];
  proof: Proof;
  onChange: (proof: Proof) => void;
  isWrong: boolean;
}) {
  const { ways, proof, onChange, isWrong } = props;
  const { cloud } = useApi();
  const [isSent, setSent] = useState(false);
  const send = useAction(async () => {
    await cloud.twoFactor.sendCode({});
    setSent(true);
  });
  return (
    <>
      <PasswordInput
        className={shared.field}
        label={words.setUp.password}
        required
        withAsterisk={false}
        autoComplete="current-password"
        maxLength={128}
        value={proof.password}
        error={isWrong ? words.setUp.passwordWrong : null}
        onChange={(event) => onChange({ ...proof, password: event.currentTarget.value })}
      />
      {ways.length > 1 && (
        <SegmentedControl
          aria-label={words.change.from}
          data={ways.map((value) => ({ value, label: words.methods[value] }))}
          value={proof.method}
          onChange={(method) => onChange({ ...proof, method, code: '' })}
        />
      )}
      {ways.length > 0 && (
        <CodeField
          method={proof.method}
          label={words.step.code[proof.method]}
          value={proof.code}
          onChange={(code) => onChange({ ...proof, code })}
        />
      )}
      {proof.method === 'mail' && ways.includes('mail') && (
        <>
          {isSent && <p role="status">{words.step.sent}</p>}
          <Anchor component="button" type="button" onClick={() => void send.run()}>
            {isSent ? words.step.sendAgain : words.step.send}
          </Anchor>
          <FailureNote failure={send.failure} />
        </>
      )}
    </>
  );
}
