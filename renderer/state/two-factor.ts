import { createStore, type StoreApi } from 'zustand';
import type { CloudClient } from '../api/api.ts';
import { forgetWhenOthersCome } from './account.ts';
import { createResource, type ResourceStore } from './resource.ts';
import type { Around } from './stores.ts';

export type TwoFactor = Awaited<ReturnType<CloudClient['twoFactor']['show']>>;

/** Whether two-factor is on for whoever is signed in. */
export function makeTwoFactor({ api, explain, now, session }: Around): ResourceStore<TwoFactor> {
  const store = createResource(() => api.cloud.twoFactor.show({}), explain, now);
  forgetWhenOthersCome(session, store.clear);
  return store;
}

/** Whether the person has put the advice away: until the next start, not for good. */
export const makeTwoFactorLater = (): StoreApi<{ isLater: boolean }> => createStore(() => ({ isLater: false }));
