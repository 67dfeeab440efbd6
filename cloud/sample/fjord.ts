import type { LicenseLine } from './license-line.ts';

/** Licenses of Fjord Broadcast, where the sample person is an Editor. */
export const fjord: LicenseLine[] = [
  {
    what: ['graphics', 'cg'],
    seats: 3,
    endsIn: 128,
    used: [
      { who: 'sindre', on: 'FB-STUDIO-1' },
      { who: 'ola', on: 'FB-STUDIO-2' },
    ],
  },
  {
    what: ['graphics', 'control'],
    seats: 1,
    endsIn: 189,
    used: [{ who: 'ola', on: 'FB-OB-2', offline: { writtenAgo: 8, endsIn: 52 } }],
  },
  { what: ['graphics', 'control'], named: true, endsIn: 189, to: ['ingrid'], used: [{ who: 'ingrid', on: 'CTRL-A' }] },
  { what: ['graphics', 'cg'], named: true, endsIn: 128, to: ['astrid'] },
  { what: ['graphics', 'cg'], named: true, endsIn: 128, to: ['liv'], used: [{ who: 'liv', on: 'FB-NEWS-GFX' }] },
  { what: ['graphics', 'ar-vs'], named: true, endsIn: 64, to: ['ola'] },
  { what: ['graphics', 'ar-vs'], seats: 1, trial: true, endsIn: 17 },
  { what: ['graphics', 'artist'], named: true, endsIn: 64, to: ['astrid'] },
  { what: ['graphics', 'artist'], named: true, endsIn: null, to: ['liv'] },
  { what: ['tracking', 'live'], seats: 1, endsIn: 128, used: [{ who: 'sindre', on: 'FB-STUDIO-1' }] },
  { what: ['tracking', 'live'], named: true, startsIn: -380, endsIn: -15, to: ['ola'] },
  { what: ['tracking', 'remote'], seats: 2, endsIn: 30 },
  { what: ['director', 'control'], seats: 2, endsIn: null },
  { what: ['director', 'control'], named: true, endsIn: 90, to: ['sindre'] },
  { what: ['director', 'studio'], named: true, startsIn: 12, endsIn: 377, to: ['liv'] },
  { what: ['keyer', 'live'], named: true, endsIn: 210, to: ['astrid'] },
  { what: ['keyer', 'live'], seats: 2, endsIn: 210, used: [{ who: 'liv', on: 'FB-STUDIO-2' }] },
  { what: ['keyer', 'studio'], seats: 1, endsIn: 210, revokedAgo: 40 },
];
