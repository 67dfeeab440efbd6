import type { HelpLink } from '../../../renderer/state/links.ts';

const at = (path: string) => `https://help.fathom.example/${path}`;

/** Help of three products and of everybody. */
export const links: HelpLink[] = [
  {
    product: 'Graphics',
    kind: 'documentation',
    title: 'Graphics manual',
    summary: 'Every panel, every setting.',
    url: at('graphics'),
  },
  {
    product: 'Graphics',
    kind: 'video',
    title: 'Graphics in twelve minutes',
    summary: 'From an empty scene to air.',
    url: at('graphics/video'),
  },
  {
    product: 'Graphics',
    kind: 'guide',
    title: 'System requirements',
    summary: 'Cards, drivers and sync that are known to work.',
    url: at('graphics/requirements'),
  },
  {
    product: 'Tracking',
    kind: 'documentation',
    title: 'Tracking manual',
    summary: 'Cameras, lenses, calibration.',
    url: at('tracking'),
  },
  {
    product: 'Tracking',
    kind: 'guide',
    title: 'Troubleshooting',
    summary: 'What to look at first when a camera drifts.',
    url: at('tracking/trouble'),
  },
  {
    product: 'Director',
    kind: 'documentation',
    title: 'Director manual',
    summary: 'Shows, rundowns and cues.',
    url: at('director'),
  },
  {
    product: null,
    kind: 'tickets',
    title: 'My tickets',
    summary: 'Status and last update of what you asked.',
    url: at('tickets'),
  },
  {
    product: null,
    kind: 'contact',
    title: 'Contact',
    summary: 'By mail or telephone, with hours.',
    url: at('contact'),
  },
  {
    product: null,
    kind: 'guide',
    title: 'Frequent questions',
    summary: 'The ones everybody asks once.',
    url: at('faq'),
  },
  { product: null, kind: 'shop', title: 'Shop', summary: 'Licenses, support and upgrades.', url: at('shop') },
];
