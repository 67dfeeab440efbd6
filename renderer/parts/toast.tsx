import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import type { Failure } from '#shared/errors.ts';
import { explain, text } from '#shared/text/index.ts';
import type { Tally, TallyIcon as Shape } from '../state/tally.ts';
import { TallyIcon } from './tally.tsx';

interface Toast {
  /** Showing the same id again replaces it. */
  id?: string;
  tally: Tally;
  icon?: Shape;
  title: string;
  message: ReactNode;
  /** Until it is closed, whatever its colour. */
  stays?: boolean;
}

/** Says what happened, bottom right. Red ones stay until they are closed. */
export function toast({ id, tally, icon, title, message, stays = tally === 'ended' }: Toast): void {
  const shown = {
    ...(id === undefined ? {} : { id }),
    title,
    message,
    icon: <TallyIcon state={tally} icon={icon} size={16} />,
    autoClose: stays ? false : 6000,
    closeButtonProps: { 'aria-label': text.window.parts.close },
  };
  // One that is there already is left alone by `show`, and one that is not by `update`.
  notifications.show(shown);
  if (id !== undefined) notifications.update({ ...shown, id });
}

/** A failure that belongs to no place on the page. */
export function toastFailure(failure: Failure): void {
  const { sentence, next } = explain(failure);
  toast({ id: failure.code, tally: 'ended', title: sentence, message: next });
}
