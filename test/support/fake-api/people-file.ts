import type { Watched } from './world.ts';

export const fakePeopleFile = (_world: Watched) => ({});
