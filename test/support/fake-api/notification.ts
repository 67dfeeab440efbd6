import type { Watched } from './world.ts';

export const fakeNotification = (_world: Watched) => ({});
