import { notificationsStore } from '@mantine/notifications';
import { beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '#shared/errors.ts';
import { toast, toastFailure } from '../../../renderer/parts/toast.tsx';

const shown = () => notificationsStore.getState().notifications.map(({ title, message }) => ({ title, message }));

describe('toasts', () => {
  beforeEach(() => notificationsStore.setState((state) => ({ ...state, notifications: [], queue: [] })));

  it('with an id are shown, and replaced by the next with the same id', () => {
    toast({ id: 'stick', tally: 'held', title: 'E: is here', message: '8 files' });
    expect(shown()).toEqual([{ title: 'E: is here', message: '8 files' }]);
    toast({ id: 'stick', tally: 'held', title: 'E: is here', message: '9 files' });
    expect(shown()).toEqual([{ title: 'E: is here', message: '9 files' }]);
  });

  it('of a failure say its sentence and next step', () => {
    toastFailure(new Failure('not-signed-in', {}));
    expect(shown()).toEqual([
      { title: 'Nobody is signed in.', message: 'Sign in. The licenses on this machine go on meanwhile.' },
    ]);
  });
});
