import type { Watched } from './world.ts';

export const fakeSingleSignOn = (_world: Watched) => ({});
