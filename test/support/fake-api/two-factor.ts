import type { Watched } from './world.ts';

export const fakeTwoFactor = (_world: Watched) => ({});
