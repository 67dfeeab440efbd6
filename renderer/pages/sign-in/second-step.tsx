import { Anchor, Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { SecondStep, SecondStepMethod } from '#shared/models/second-step.ts';
import { text } from '#shared/text/index.ts';
import { CodeField } from '../../parts/code-field.tsx';
import { FailureNote } from '../../parts/states.tsx';
import { useAction, useApi } from '../../state/use.tsx';
import css from './sign-in.module.css';

const words = text.window.twoFactor.step;

interface SecondStepFormProps {
  step: SecondStep;
  onConfirm: (proof: { challenge: string; method: SecondStepMethod; code: string }) => Promise<unknown>;
  /** Back to the password. */
  onAgain: () => void;
}

/** The code after the password: in the window, in the portal, and behind an invitation (A5). */
export function SecondStepForm({ step, onConfirm, onAgain }: SecondStepFormProps) {
  const { cloud } = useApi();
  const { challenge, methods } = step;
  const [method, setMethod] = useState<SecondStepMethod>(methods[0] ?? 'recovery');
  const [code, setCode] = useState('');
  const [isSent, setSent] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const confirm = useAction(() => onConfirm({ challenge, method, code }));
  const send = useAction(async () => {
    await cloud.session.sendCode({ challenge });
    setSent(true);
    field.current?.focus();
  });
  const { failure } = confirm;
  const ended = failure?.code === 'second-step-ended' || send.failure?.code === 'second-step-ended';
  const isOver = ended || (failure?.code === 'wrong-code' && 'left' in failure.details && failure.details.left === 0);
  // A wrong code is written over by the next one.
  useEffect(() => {
    if (failure) field.current?.select();
  }, [failure]);
  const use = (next: SecondStepMethod) => {
    setMethod(next);
    setCode('');
    confirm.clear();
    send.clear();
  };
  const waitsForMail = method === 'mail' && !isSent;
  return (
    <>
      <p className={css.lead}>{words.lead[method]}</p>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (isOver) onAgain();
          else if (waitsForMail) void send.run();
          else void confirm.run();
        }}
      >
        {method === 'mail' && isSent && <p role="status">{words.sent}</p>}
        {!waitsForMail && !isOver && (
          <CodeField
            key={method}
            ref={field}
            autoFocus
            method={method}
            label={words.code[method]}
            value={code}
            onChange={setCode}
          />
        )}
        <FailureNote failure={failure ?? send.failure} />
        <div className={css.formButtons}>
          <Button
            key={isOver ? 'again' : method}
            type="submit"
            variant="filled"
            size="lg"
            autoFocus={waitsForMail || isOver}
            loading={confirm.busy || (waitsForMail && send.busy)}
          >
            {isOver ? words.again : waitsForMail ? words.send : words.submit}
          </Button>
        </div>
      </form>
      <div className={css.foot}>
        <div className={css.links}>
          {method === 'mail' && isSent && !isOver && (
            <Anchor component="button" type="button" onClick={() => void send.run()}>
              {words.sendAgain}
            </Anchor>
          )}
          {!isOver &&
            methods
              .filter((other) => other !== method)
              .map((other) => (
                <Anchor key={other} component="button" type="button" onClick={() => use(other)}>
                  {words.instead[other]}
                </Anchor>
              ))}
          {!isOver && (
            <Anchor component="button" type="button" onClick={onAgain}>
              {words.again}
            </Anchor>
          )}
        </div>
        <p className={css.lost}>{words.lost}</p>
      </div>
    </>
  );
}
