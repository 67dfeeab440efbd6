import { describe, expect, it } from 'vitest';
import type { ReleaseHere } from '#shared/models/release.ts';
import { baseOf, headlineOf, joinNotes, releasesSince, splitNotes } from '../../../renderer/state/release-notes.ts';

const release = (version: string, releasedAt: number, change: Partial<ReleaseHere> = {}): ReleaseHere => ({
  product: 'graphics',
  channel: 'stable',
  version,
  releasedAt,
  notes: '',
  minimumVersion: null,
  artifacts: [],
  yanked: null,
  ...change,
});
const inLibrary = (one: ReleaseHere): ReleaseHere => ({
  ...one,
  artifacts: [{ kind: 'installer', isHere: true } as ReleaseHere['artifacts'][number]],
});

describe('the notes of a release', () => {
  it('are a headline and what stands under each heading', () => {
    const notes = 'Two engines share\n\nSee below.\n\n### Added\n- One\n- Two\n\n## Fixed ##\n- Three\n\n### Known\n';
    expect(splitNotes(notes)).toEqual({
      headline: 'Two engines share',
      sections: [
        { title: null, body: 'See below.' },
        { title: 'Added', body: '- One\n- Two' },
        { title: 'Fixed', body: '- Three' },
      ],
    });
  });

  it('have no headline when they begin with a heading, or are empty', () => {
    expect(headlineOf('### Added\n- One')).toBeNull();
    expect(splitNotes('')).toEqual({ headline: null, sections: [] });
  });

  it('keep a heading that stands in code, and a # that is none', () => {
    const { sections } = splitNotes('### Added\n```\n# not a heading\n```\n#tag\n');
    expect(sections).toEqual([{ title: 'Added', body: '```\n# not a heading\n```\n#tag' }]);
  });
});

describe('what changed since another version', () => {
  const notes = (added: string, known: string) => ({
    notes: `Line\n\n### Added\n- ${added}\n\n### Known\n- ${known}\n`,
  });

  it('stands together under each heading, the newest first; what is known is what the newest knows', () => {
    expect(joinNotes([notes('new', 'still'), { notes: '### Fixed\n- mended' }, notes('old', 'mended since')])).toEqual([
      { title: 'Added', body: '- new\n\n- old' },
      { title: 'Fixed', body: '- mended' },
      { title: 'Known', body: '- still' },
    ]);
  });

  it('counts from the newest older version of the channel that is here', () => {
    const all = [
      release('4', 400),
      release('3', 300),
      inLibrary(release('2', 200)),
      inLibrary(release('1', 100)),
      inLibrary(release('lts', 250, { channel: 'long-term' })),
      inLibrary(release('5', 500)),
    ];
    const [four] = all as [ReleaseHere];
    const base = baseOf(four, all);
    expect(base?.version).toBe('2');
    expect(base && releasesSince(base, four, all).map(({ version }) => version)).toEqual(['4', '3']);
    expect(baseOf(release('0', 50), all)).toBeNull();
  });
});
