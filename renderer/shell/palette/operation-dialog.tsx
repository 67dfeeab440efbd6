import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { Failure } from '#shared/errors.ts';
import { text } from '#shared/text/index.ts';
import { FailureNote } from '../../parts/states.tsx';
import { useAction, useApi, useStores, useZone } from '../../state/use.tsx';
import { Answer } from './answer.tsx';
import { FieldInput } from './field-input.tsx';
import { inputFrom } from './fields.ts';
import { call, type Operation } from './operations.ts';
import css from './palette.module.css';

const words = text.window.palette;

/** Asks for the input of an operation, calls it, and shows what it answered. */
export function OperationDialog({ operation, onClose }: { operation: Operation | null; onClose: () => void }) {
  return (
    <Modal
      opened={operation !== null}
      onClose={onClose}
      title={operation?.summary}
      size="42rem"
      closeButtonProps={{ 'aria-label': text.window.parts.close }}
    >
      {operation && <Form key={operation.path.join('.')} operation={operation} onClose={onClose} />}
    </Modal>
  );
}

function Form({ operation, onClose }: { operation: Operation; onClose: () => void }) {
  const api = useApi();
  const { licenses } = useStores();
  const zone = useZone();
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [answer, setAnswer] = useState<{ value: unknown } | null>(null);
  const run = useAction(async () => {
    const value = await call(api, operation.path, readInput(operation, typed));
    setAnswer({ value });
    for (const store of [licenses.mine, licenses.usable]) if (store.getState().phase !== 'idle') void store.refresh();
  });
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        void run.run();
      }}
    >
      <code className={css.path}>{operation.path.join(' ')}</code>
      {!answer &&
        operation.fields.map((field, index) => (
          <FieldInput
            key={field.name}
            field={field}
            isFirst={index === 0}
            value={typed[field.name] ?? ''}
            onChange={(value) => setTyped((last) => ({ ...last, [field.name]: value }))}
          />
        ))}
      <FailureNote failure={run.failure} />
      {answer && (
        <div className={css.answer} role="status" aria-label={words.result}>
          <Answer value={answer.value} zone={zone} />
        </div>
      )}
      <div className={css.buttons}>
        {answer && operation.fields.length > 0 && <Button onClick={() => setAnswer(null)}>{words.again}</Button>}
        <Button onClick={onClose}>{text.window.parts.close}</Button>
        {!answer && (
          <Button
            type="submit"
            variant="filled"
            loading={run.busy}
            data-autofocus={operation.fields.length === 0 || undefined}
          >
            {words.run}
          </Button>
        )}
      </div>
    </form>
  );
}

/** Typed JSON that cannot be read is the person's to mend, like any other wrong value. */
function readInput({ fields }: Operation, typed: Readonly<Record<string, string>>): Record<string, unknown> {
  try {
    return inputFrom(fields, typed);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new Failure('invalid-input', { problems: [{ field: '', problem: words.notJson }] }, { cause: error });
  }
}
