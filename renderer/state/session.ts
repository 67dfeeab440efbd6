import { createStore, type StoreApi } from 'zustand';
import type { Failure } from '#shared/errors.ts';
import type { SignedIn } from '#shared/models/person.ts';
import type { SessionStatus } from '#shared/models/status.ts';

/** Who is here. The same in the window and in the portal, whatever it is fed by. */
export type Session = { state: 'loading' } | { state: 'failed'; failure: Failure } | SessionStatus;
export type SessionStore = StoreApi<Session>;

export const createSessionStore = (): SessionStore => createStore<Session>(() => ({ state: 'loading' }));

/** Replaces the session, fields of the last state included. */
export const setSession = (store: SessionStore, session: Session): void => store.setState(session, true);

/** The membership a person works in: the one chosen, or their default. */
export function membershipOf(who: SignedIn, current: string | null) {
  return (
    who.memberships.find(({ organization }) => organization.id === current) ??
    who.memberships.find(({ isDefault }) => isDefault) ??
    who.memberships[0] ??
    null
  );
}
