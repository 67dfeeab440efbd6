import type { Account, PrivacyChoices } from '#shared/models/account.ts';
import { createStore, type StoreApi } from 'zustand';
import { createResource, type ResourceStore } from './resource.ts';
import type { Around } from './stores.ts';

/** The account of whoever is signed in. */
export function makeAccount({ api, explain, now, session }: Around): ResourceStore<Account> {
  const store = createResource(() => api.cloud.account.show({}), explain, now);
  forgetWhenOthersCome(session, () => {
    const wasUsed = store.getState().phase !== 'idle';
    store.clear();
    if (wasUsed && session.getState().state === 'signed-in') void store.refresh();
  });
  return store;
}

/** Privacy choices that were made and not saved: leaving the page does not lose them. Null: as saved. */
export type Unsaved = { choices: PrivacyChoices | null };

export function makeUnsavedChoices({ session }: Around): StoreApi<Unsaved> {
  const store = createStore<Unsaved>(() => ({ choices: null }));
  forgetWhenOthersCome(session, () => store.setState({ choices: null }));
  return store;
}

/** Forgets what is of one person when another one comes, or nobody is signed in any more. */
export function forgetWhenOthersCome(session: Around['session'], forget: () => void): void {
  const who = (state: ReturnType<typeof session.getState>) =>
    state.state === 'signed-in' ? state.who.person.id : null;
  session.subscribe((next, last) => {
    if (who(next) !== who(last)) forget();
  });
}
