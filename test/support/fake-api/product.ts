import type { Watched } from './world.ts';

export const fakeProduct = (_world: Watched) => ({});
