import type { PeopleLine } from '#shared/models/people-file.ts';
import { hour } from '#shared/models/time.ts';
import type { CloudClient } from '../../../renderer/api/api.ts';
import type { Watched } from './world.ts';

const xr = { id: 'L-1', name: 'Graphics XR' };
const live = { id: 'L-2', name: 'Tracking Live' };

/** A file with one line of each sort, whatever it says. */
export const fakePeopleFile = (world: Watched): CloudClient['peopleFile'] => {
  const lines = (): PeopleLine[] => [
    {
      line: 2,
      email: 'new@studio.example',
      isInvited: false,
      problem: null,
      steps: [{ kind: 'invite', role: 'editor', licenses: [xr] }],
    },
    {
      line: 3,
      email: 'jo@northlight.example',
      isInvited: false,
      problem: null,
      steps: [
        { kind: 'set-role', from: 'editor', to: 'manager' },
        { kind: 'assign', licenses: [live] },
      ],
    },
    {
      line: 4,
      email: 'sindre@northlight.example',
      isInvited: false,
      problem: null,
      steps: [{ kind: 'unassign', licenses: [{ ...xr, until: world.status.now + 12 * hour }] }],
    },
    {
      line: 5,
      email: 'not an address',
      isInvited: false,
      steps: [],
      problem: { why: 'not-an-address', what: 'not an address' },
    },
    { line: 6, email: 'amara@northlight.example', isInvited: false, steps: [], problem: null },
    { line: 7, email: 'lena@northlight.example', isInvited: true, steps: [], problem: null },
  ];
  return {
    export: async () => ({ text: 'email,name,role,licenses,license names,state\r\n', rows: 0, next: null }),
    preview: async () => {
      if (world.failing) throw world.failing;
      return { ignored: ['shoe size'], lines: lines() };
    },
    apply: async (input) => ({ lines: lines().filter(({ line }) => input.lines.includes(line)) }),
  };
};
