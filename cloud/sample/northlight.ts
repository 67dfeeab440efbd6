import type { LicenseLine } from './license-line.ts';

/** Licenses of Northlight Studios. */
export const northlight: LicenseLine[] = [
  // What the sample person sees first: in use here and there, free, elsewhere, ending, ended.
  {
    what: ['graphics', 'xr'],
    seats: 6,
    endsIn: 219,
    used: [
      { who: 'jo', on: 'OB-1-RENDER-01' },
      { who: 'kenji', on: 'OB-1-RENDER-02' },
      { who: 'priya', on: 'STAGE-1-RENDER-01' },
      { who: 'priya', on: 'STAGE-1-RENDER-02' },
    ],
    overlap: { who: 'lukas', on: 'GFX-ARTIST-02', by: 'ingrid', hoursAgo: 2 },
  },
  { what: ['graphics', 'ar-vs'], named: true, endsIn: 219, to: ['ingrid'] },
  {
    what: ['tracking', 'live'],
    named: true,
    endsIn: 128,
    to: ['ingrid', 'jo'],
    used: [{ who: 'jo', on: 'OB-1-RENDER-01' }],
  },
  {
    what: ['graphics', 'artist'],
    seats: 2,
    endsIn: 11,
    to: ['ingrid'],
    used: [{ who: 'ingrid', on: 'GFX-ARTIST-07' }],
  },
  {
    what: ['director', 'control'],
    named: true,
    startsIn: -373,
    endsIn: -8,
    to: ['ingrid'],
    was: { who: 'ingrid', on: 'CTRL-B', daysAgo: 8 },
  },
  {
    what: ['tracking', 'live'],
    named: true,
    endsIn: 128,
    to: ['ingrid'],
    used: [{ who: 'ingrid', on: 'STAGE-2-TRACK', offline: { writtenAgo: 39, endsIn: null } }],
  },

  // Graphics
  { what: ['graphics', 'xr'], named: true, endsIn: 219, to: ['kenji'] },
  {
    what: ['graphics', 'xr'],
    named: true,
    endsIn: 219,
    to: ['elena'],
    used: [{ who: 'elena', on: 'OB-1-RENDER-04', offline: { writtenAgo: 18, endsIn: 12, confirmedAgo: 16 } }],
  },
  { what: ['graphics', 'xr'], seats: 4, startsIn: 20, endsIn: 385 },
  { what: ['graphics', 'xr'], seats: 2, trial: true, endsIn: 9 },
  {
    what: ['graphics', 'ar-vs'],
    seats: 4,
    endsIn: 219,
    used: [
      { who: 'lukas', on: 'STAGE-2-CTRL' },
      { who: 'elena', on: 'GFX-ARTIST-04' },
    ],
  },
  { what: ['graphics', 'ar-vs'], named: true, endsIn: 219, to: ['jo'] },
  {
    what: ['graphics', 'ar-vs'],
    named: true,
    endsIn: 219,
    to: ['priya'],
    used: [{ who: 'priya', on: 'OB-2-RENDER-01', offline: { writtenAgo: 2, endsIn: 28 } }],
  },
  { what: ['graphics', 'ar-vs'], named: true, endsIn: 27, to: ['lukas'] },
  { what: ['graphics', 'ar-vs'], seats: 1, trial: true, startsIn: -35, endsIn: -5 },
  {
    what: ['graphics', 'cg'],
    seats: 2,
    endsIn: 98,
    used: [
      { who: 'elena', on: 'GFX-ARTIST-04' },
      { who: 'camille', on: 'GFX-ARTIST-05' },
    ],
    to: ['camille'],
  },
  { what: ['graphics', 'cg'], named: true, endsIn: 98, to: ['diego'] },
  { what: ['graphics', 'cg'], named: true, endsIn: 98, to: ['hanna'] },
  { what: ['graphics', 'cg'], named: true, endsIn: 98 },
  { what: ['graphics', 'control'], seats: 3, endsIn: null, used: [{ who: 'marte', on: 'OB-1-CTRL' }] },
  { what: ['graphics', 'control'], named: true, endsIn: null, to: ['marte'] },
  { what: ['graphics', 'control'], named: true, endsIn: null, to: ['eirik'] },
  { what: ['graphics', 'artist'], named: true, endsIn: 160, to: ['camille'] },
  { what: ['graphics', 'artist'], named: true, endsIn: 160, to: ['diego'] },
  {
    what: ['graphics', 'artist'],
    named: true,
    endsIn: 160,
    to: ['hanna'],
    used: [{ who: 'hanna', on: 'GFX-ARTIST-02' }],
  },
  { what: ['graphics', 'artist'], named: true, endsIn: 6, to: ['noor'] },

  // Tracking
  { what: ['tracking', 'live'], seats: 2, endsIn: 128 },
  { what: ['tracking', 'live'], named: true, startsIn: 34, endsIn: 399 },
  { what: ['tracking', 'artist'], named: true, endsIn: 45, to: ['tomasz'] },
  { what: ['tracking', 'artist'], named: true, endsIn: 45, to: ['noor'] },
  { what: ['tracking', 'remote'], seats: 1, endsIn: 13, used: [{ who: 'kenji', on: 'STAGE-1-RENDER-02' }] },
  { what: ['tracking', 'remote'], seats: 3, startsIn: -400, endsIn: -35 },

  // Director
  { what: ['director', 'control'], seats: 2, endsIn: 250, used: [{ who: 'marte', on: 'STAGE-2-CTRL' }] },
  { what: ['director', 'control'], named: true, endsIn: 250, to: ['amara'] },
  { what: ['director', 'studio'], seats: 1, endsIn: 180, revokedAgo: 3 },
  { what: ['director', 'studio'], named: true, endsIn: 300, to: ['eirik'] },

  // Keyer
  {
    what: ['keyer', 'live'],
    named: true,
    endsIn: 75,
    to: ['diego'],
    used: [{ who: 'eirik', on: 'STAGE-2-KEY', grace: { hours: 7, by: 'marte' } }],
  },
  { what: ['keyer', 'live'], seats: 2, endsIn: 75 },
  { what: ['keyer', 'studio'], named: true, endsIn: null, to: ['priya'] },
  { what: ['keyer', 'studio'], seats: 1, endsIn: 2, used: [{ who: 'priya', on: 'OB-1-CTRL' }] },
  { what: ['keyer', 'studio'], named: true, startsIn: -390, endsIn: -25, to: ['lukas'] },
  { what: ['keyer', 'studio'], seats: 2, trial: true, startsIn: 3, endsIn: 33 },
];
