import { describe, expect, it } from 'vitest';
import {
  isForIntake,
  largestFile,
  piecesOf,
  readArrival,
  type Readable,
} from '../../../renderer/state/offline-files.ts';
import { createDesk } from '../../../renderer/state/offline-desk.ts';
import { carriedText, farm, pictureRequests } from '../../support/fake-api/carried.ts';

const textFile = (name: string, content: string): File => new File([content], name, { type: 'text/plain' });
const request = carriedText(pictureRequests[0]!);
const answer = carriedText({ kind: 'license', machine: 'OB-1-RENDER-03' });

const read = (files: Readable[], readPicture: (picture: Readable) => Promise<string | null> = async () => null) =>
  readArrival(files, { readPicture, onProgress: () => {}, signal: new AbortController().signal });

describe('reading what was dropped', () => {
  it('takes bundles apart, and knows each kind by its label', async () => {
    const { pieces } = await read([textFile('bundle.license', `${request}\n${answer}`)]);
    expect(pieces.map(({ kind, name }) => [kind, name])).toEqual([
      ['license-request', 'bundle.license'],
      ['license', 'bundle.license'],
    ]);
    expect(pieces.map(isForIntake)).toEqual([true, false]);
  });

  it('survives mail quoting, CRLF and a byte order mark', async () => {
    const mailed = `\uFEFF${request
      .split('\n')
      .map((line) => `> ${line}`)
      .join('\r\n')}`;
    expect((await read([textFile('mail.txt', mailed)])).pieces).toHaveLength(1);
  });

  it('refuses a file of 2 GB by its size alone, an empty one, a film, and one that cannot be read', async () => {
    const never = () => Promise.reject(new Error('it must not be read'));
    const huge = { name: 'film.mov', size: 2 * 1024 ** 3, type: '', text: never, slice: never as never };
    const gone = {
      name: 'gone',
      size: 5,
      type: '',
      text: never,
      slice: () => ({ arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotReadableError')) }),
    };
    const { pieces, unused } = await read([
      huge,
      textFile('empty', ''),
      new File([new Uint8Array([80, 75, 0, 4])], 'archive.zip'),
      gone,
      textFile('letter.txt', 'Dear all'),
    ]);
    expect(pieces).toEqual([]);
    expect(unused.map(({ name, why }) => [name, why])).toEqual([
      ['film.mov', 'tooLarge'],
      ['empty', 'empty'],
      ['archive.zip', 'foreign'],
      ['gone', 'unreadable'],
      ['letter.txt', 'foreign'],
    ]);
    expect(largestFile).toBe(64 * 1024 * 1024);
  });

  it('reads a code out of a picture, and says when there is none', async () => {
    const pictures = ['code.jpg', 'cat.jpg'].map((name) => new File(['…'], name, { type: 'image/jpeg' }));
    const { pieces, unused } = await read(pictures, async ({ name }) => (name === 'code.jpg' ? request : null));
    expect(pieces.map(({ name }) => name)).toEqual(['code.jpg']);
    expect(unused).toEqual([{ name: 'cat.jpg', why: 'noQr' }]);
  });

  it('stops at 10 000 files, and when nobody waits any more', async () => {
    const many = Array.from({ length: 10_001 }, (_, index) => textFile(`${index}`, ''));
    expect(await read(many)).toMatchObject({ wasCut: true, unused: { length: 10_000 } });
    const stop = new AbortController();
    const onProgress = (done: number) => done === 2 && stop.abort();
    const cut = await readArrival(many, { readPicture: async () => null, onProgress, signal: stop.signal });
    expect(cut.unused).toHaveLength(2);
  });
});

describe('the desk', () => {
  it('shows what is dropped anywhere', async () => {
    const desk = createDesk();
    expect(await desk.takeText('pasted', answer)).toMatchObject({ shown: 1, diverted: 0, unused: [] });
    expect(desk.getState()).toMatchObject({ phase: 'showing', pieces: [{ kind: 'license' }] });
  });

  it('says what a file without a block is not, and opens nothing for it', async () => {
    const desk = createDesk();
    expect(await desk.takeText('pasted', 'BEGIN GREENROOM, they said')).toMatchObject({
      unused: [{ name: 'pasted', why: 'foreign' }],
    });
    expect(desk.getState().phase).toBe('closed');
  });

  it('lets a page take its pieces first, and shows the rest', async () => {
    const desk = createDesk();
    const taken: string[] = [];
    const end = desk.divert((pieces) => {
      const mine = pieces.filter(isForIntake);
      taken.push(...mine.map(({ text }) => text));
      return { rest: pieces.filter((piece) => !isForIntake(piece)), diverted: mine.length, added: mine.length };
    });
    expect(await desk.takeText('pasted', `${request}\n${answer}`)).toMatchObject({ diverted: 1, shown: 1 });
    expect(taken).toHaveLength(1);
    desk.close();
    expect(await desk.takeText('pasted', request)).toMatchObject({ diverted: 1, shown: 0 });
    expect(desk.getState().phase).toBe('closed');
    end();
    expect(await desk.takeText('pasted', request)).toMatchObject({ diverted: 0, shown: 1 });
  });

  it('keeps for itself what somebody asked to look at', async () => {
    const desk = createDesk();
    desk.divert((pieces) => ({ rest: [], diverted: pieces.length, added: pieces.length }));
    desk.ask();
    expect(await desk.takeText('pasted', request)).toMatchObject({ diverted: 0, shown: 1 });
    desk.ask('scan');
    expect(await desk.takeText('scanned', request)).toMatchObject({ diverted: 1, shown: 0 });
  });

  it('shows long reading in the dialog, unless a page takes what comes', async () => {
    const files = farm(60).map((carried) => textFile(carried.machine, carriedText(carried)));
    const phases = async (diverts: boolean) => {
      const desk = createDesk();
      if (diverts) desk.divert((pieces) => ({ rest: [], diverted: pieces.length, added: pieces.length }));
      const seen: string[] = [];
      desk.subscribe(({ phase, reading }) => reading !== null && reading > 0 && seen.push(phase));
      await desk.take(files);
      return [...new Set(seen)];
    };
    expect(await phases(false)).toEqual(['asking']);
    expect(await phases(true)).toEqual(['closed']);
  });

  it('forgets what was being read when it is closed', async () => {
    const desk = createDesk();
    const reading = desk.take(farm(5).map((carried) => textFile(carried.machine, carriedText(carried))));
    desk.close();
    expect(await reading).toBeNull();
    expect(desk.getState().phase).toBe('closed');
  });
});

describe('pieces', () => {
  it('are none where there is no text, or no block in it', () => {
    expect(piecesOf('a', null)).toBeNull();
    expect(piecesOf('a', 'nothing')).toBeNull();
  });
});
