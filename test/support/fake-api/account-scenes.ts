import { day } from '#shared/models/time.ts';
import type { World } from './world.ts';

/** Accounts in which something waits. */
export const accountScenes = (signedIn: (world: World) => void): Record<string, (world: World) => void> => ({
  'account-waiting': (world) => {
    signedIn(world);
    const { now } = world.status;
    world.account = {
      ...world.account,
      isVerified: false,
      pendingEmail: { email: 'ingrid.aas@outside-broadcast-unit-four.example', expiresAt: now + day },
      toAgree: [{ kind: 'terms', version: '2', title: 'Terms of use', publishedAt: now - 3 * day }],
      deletion: { requestedAt: now - day, dueAt: now + 13 * day },
    };
  },
  'account-refused': (world) => {
    signedIn(world);
    world.deletionRefusals = [
      { why: 'last-owner', organization: 'Northlight Studios' },
      {
        why: 'seat-is-offline',
        license: 'Graphics XR',
        machine: 'OB-1-RENDER-03',
        until: world.status.now + 20 * day,
      },
    ];
  },
});
