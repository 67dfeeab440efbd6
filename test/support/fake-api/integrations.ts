import type { Watched } from './world.ts';

export const fakeApiKey = (_world: Watched) => ({});
export const fakeWebhook = (_world: Watched) => ({});
