import { expect, it } from 'vitest';
import { Failure } from '#shared/errors.ts';
import type { SignedIn } from '#shared/models/person.ts';
import { createPortalSession } from '../../../renderer/state/portal-session.ts';
import { createSessionStore } from '../../../renderer/state/session.ts';

const membership = (id: string, isDefault: boolean): SignedIn['memberships'][number] => ({
  organization: { id, name: id },
  role: 'member',
  isDefault,
  timeZone: 'UTC',
  roleSet: 'full',
});

/** A browser of somebody who belongs to two organizations, and has not chosen one as default. */
function browser() {
  const kept = new Map<string, string>();
  const memory = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  const world = { isSignedIn: true, chosen: 'northlight' };
  const cloud = {
    session: {
      show: async (): Promise<SignedIn> => {
        if (!world.isSignedIn) throw new Failure('not-signed-in', {});
        return {
          person: { id: 'P-1', name: 'Ingrid Aas', email: 'ingrid@northlight.example' },
          isVendor: false,
          memberships: ['northlight', 'fjord'].map((id) => membership(id, id === world.chosen)),
          sessionExpiresAt: 0,
        };
      },
      signOut: async (): Promise<Record<string, never>> => {
        world.isSignedIn = false;
        return {};
      },
    },
    organization: {
      setDefault: async ({ organization }: { organization: string }): Promise<Record<string, never>> => {
        world.chosen = organization;
        return {};
      },
    },
  };
  const store = createSessionStore();
  const explain = (error: unknown) => (error instanceof Failure ? error : new Failure('internal', { id: 'x' }));
  const session = createPortalSession(store, { cloud, explain, memory });
  const current = () => {
    const state = store.getState();
    return state.state === 'signed-in' ? state.current : null;
  };
  return { world, session, current };
}

it('T1: one works in the organization one has changed to, also when the page is loaded again', async () => {
  const { session, current } = browser();
  await session.refresh();
  expect(current()).toBe('northlight');
  await session.work('fjord', false);
  expect(current()).toBe('fjord');
  await session.refresh();
  expect(current()).toBe('fjord');
});

it('T2: choosing a default also changes to it', async () => {
  const { session, current, world } = browser();
  await session.work('fjord', true);
  expect([current(), world.chosen]).toEqual(['fjord', 'fjord']);
});

it('T2, A2: every sign-in begins in the default, wherever one worked before', async () => {
  const { session, current, world } = browser();
  await session.work('fjord', false);
  await session.signOut();
  world.isSignedIn = true;
  await session.refresh();
  expect(current()).toBe('northlight');
  await session.work('fjord', false);
  // Ended elsewhere, or by its clock.
  world.isSignedIn = false;
  await session.refresh();
  world.isSignedIn = true;
  await session.refresh();
  expect(current()).toBe('northlight');
});
