import type { World } from './world.ts';

/** Organizations as their Owner sees them, with the simple role set, and for somebody in none. */
export const organizationScenes = (signedIn: (world: World) => void): Record<string, (world: World) => void> => {
  const having = (change: (world: World) => World['people']['memberships']) => (world: World) => {
    world.people = { ...world.people, memberships: change(world) };
    signedIn(world);
  };
  return {
    owner: having(({ people }) => people.memberships.map((each) => ({ ...each, role: 'owner' as const }))),
    simple: having(({ people }) => people.memberships.map((each) => ({ ...each, roleSet: 'simple' as const }))),
    alone: having(() => []),
  };
};
