import type { Watched } from './world.ts';

export const fakeSupport = (_world: Watched) => ({});
