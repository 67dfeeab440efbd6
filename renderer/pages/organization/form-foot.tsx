import { Button } from '@mantine/core';
import { text } from '#shared/text/index.ts';
import { FailureNote } from '../../parts/states.tsx';
import type { Action } from '../../state/use.tsx';
import css from './organization.module.css';

const words = text.window.organization;

interface FormFootProps {
  isChanged: boolean;
  saving: Action<[], void>;
  onDiscard: () => void;
}

/** Nothing is saved by itself: the buttons that save, and what went wrong. */
export function FormFoot({ isChanged, saving, onDiscard }: FormFootProps) {
  return (
    <>
      <FailureNote failure={saving.failure} />
      <div className={css.buttons}>
        <Button onClick={onDiscard} disabled={!isChanged || saving.busy}>
          {words.discard}
        </Button>
        <Button type="submit" variant="filled" loading={saving.busy} disabled={!isChanged}>
          {words.save}
        </Button>
      </div>
    </>
  );
}
