import type { Catalogue, Edition, Link, Product } from '#shared/models/catalogue.ts';
import type { z } from 'zod';

type Links = z.infer<typeof Link>[];
const help = (path: string) => `https://help.fathom.example/${path}`;

/** One line per service: its name, then what each edition includes of it. */
function editions(heads: [id: string, name: string][], services: [name: string, ...values: string[]][]): Edition[] {
  return heads.map(([id, name], at) => ({
    id,
    name,
    services: services.map(([service, ...values]) => ({ name: service, value: values[at] ?? 'No' })),
  }));
}

function manuals(product: string, path: string): Links {
  return [
    { kind: 'documentation', title: `${product} manual`, summary: 'Every panel and every setting.', url: help(path) },
    { kind: 'documentation', title: 'What is new', summary: 'Release by release.', url: help(`${path}/releases`) },
    {
      kind: 'video',
      title: `${product} in twelve minutes`,
      summary: 'From an empty scene to air.',
      url: help(`${path}/video`),
    },
    {
      kind: 'guide',
      title: 'System requirements',
      summary: 'Cards, drivers and sync known to work.',
      url: help(`${path}/requirements`),
    },
    {
      kind: 'guide',
      title: 'Known limitations',
      summary: 'What it does not do yet.',
      url: help(`${path}/limitations`),
    },
  ];
}

const products: Product[] = [
  {
    id: 'graphics',
    name: 'Graphics',
    glyph: 'layers',
    signsInWithTwoFactor: true,
    editions: editions(
      [
        ['ar-vs', 'AR/VS'],
        ['xr', 'XR'],
        ['cg', 'CG'],
        ['control', 'Control'],
        ['artist', 'Artist'],
      ],
      [
        ['Engines', '2 per machine', '5 per machine', '1 per machine', 'No', '1 per machine'],
        ['Live output', 'Yes', 'Yes', 'Yes', 'No', 'Watermarked'],
        ['Set extension', 'No', 'Yes', 'No', 'No', 'Set-up only'],
        ['LED processor', 'No', 'Set-up only', 'No', 'No', 'No'],
        ['Lower thirds and tickers', 'Yes', 'Yes', 'Yes', 'No', 'Set-up only'],
        ['Show control', 'Yes', 'Yes', 'Yes', 'Yes', 'No'],
        ['Scene editing', 'Yes', 'Yes', 'No', 'No', 'Yes'],
      ],
    ),
    links: manuals('Graphics', 'graphics'),
  },
  {
    id: 'tracking',
    name: 'Tracking',
    glyph: 'target',
    signsInWithTwoFactor: false,
    editions: editions(
      [
        ['live', 'Live'],
        ['artist', 'Artist'],
        ['remote', 'Remote'],
      ],
      [
        ['Cameras', '4 per machine', '1 per machine', '8 per machine'],
        ['Lens calibration', 'Yes', 'Yes', 'No'],
        ['Live output', 'Yes', 'No', 'Yes'],
        ['Recording', 'Yes', 'Yes', '2 hours'],
      ],
    ),
    links: manuals('Tracking', 'tracking'),
  },
  {
    id: 'director',
    name: 'Director',
    glyph: 'film',
    signsInWithTwoFactor: true,
    editions: editions(
      [
        ['control', 'Control'],
        ['studio', 'Studio'],
      ],
      [
        ['Rundowns', 'Yes', 'Yes'],
        ['Automation', 'Cues only', 'Yes'],
        ['Remote panels', '2', '12'],
      ],
    ),
    links: manuals('Director', 'director'),
  },
  {
    id: 'keyer',
    name: 'Keyer',
    glyph: 'wave',
    signsInWithTwoFactor: true,
    editions: editions(
      [
        ['live', 'Live'],
        ['studio', 'Studio'],
      ],
      [
        ['Channels', '1', '4'],
        ['Shadow keying', 'No', 'Yes'],
        ['Formats', 'HD', 'UHD and HDR'],
      ],
    ),
    links: manuals('Keyer', 'keyer'),
  },
];

const support: Links = [
  { kind: 'tickets', title: 'My tickets', summary: 'Status and last update of what you asked.', url: help('tickets') },
  { kind: 'guide', title: 'Frequent questions', summary: 'The ones everybody asks once.', url: help('faq') },
  {
    kind: 'guide',
    title: 'Troubleshooting',
    summary: 'From black output to a camera that drifts.',
    url: help('troubleshooting'),
  },
  { kind: 'guide', title: 'Driver installation', summary: 'Step by step, per card.', url: help('drivers') },
  {
    kind: 'contact',
    title: 'Contact',
    summary: 'By mail or telephone, day and night during a show.',
    url: help('contact'),
  },
  { kind: 'shop', title: 'Shop', summary: 'Licenses, support and upgrades.', url: 'https://shop.fathom.example' },
];

/** What the vendor of the sample, Fathom, sells. */
export const sampleCatalogue: Catalogue = { products, support };
