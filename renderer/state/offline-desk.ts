import { createStore, type StoreApi } from 'zustand';
import type { Arrival, Piece, Readable, Unused } from './offline-files.ts';

/** What lies open on the desk: the dialog that looks at files, whatever they are. */
export type Desk =
  | { phase: 'closed'; reading: number | null }
  /** Waits to be given something. `way`: how it was asked for. */
  | { phase: 'asking'; reading: number | null; way: 'any' | 'scan' }
  | { phase: 'showing'; reading: number | null; pieces: readonly Piece[]; unused: readonly Unused[] }
  /** Words are compared before a trust root is believed. */
  | { phase: 'comparing'; reading: number | null; root: string };

/** What became of what was given. */
export interface Taken extends Pick<Arrival, 'unused' | 'wasCut'> {
  /** Pieces that a page took for itself, and those among them that it had already. */
  diverted: number;
  before: number;
  /** Pieces that are shown. */
  shown: number;
}

/** A page that wants some pieces for itself, such as the intake; gives back what it leaves, and how many were new. */
export type Divert = (pieces: readonly Piece[]) => { rest: readonly Piece[]; diverted: number; added: number };

export interface DeskStore extends StoreApi<Desk> {
  ask(way?: 'any' | 'scan'): void;
  compare(root: string): void;
  close(): void;
  /** Reads files and shows what they are; null when nobody waits for them any more. */
  take(files: Iterable<Readable>): Promise<Taken | null>;
  takeText(name: string, text: string): Promise<Taken | null>;
  /** While a page stands, what is dropped goes there first. Gives back the end of it. */
  divert(to: Divert): () => void;
}

const told = 25;

/** Where everything that is dropped, chosen, pasted or scanned arrives. Reading is fetched with the first file. */
export function createDesk(): DeskStore {
  const store = createStore<Desk>(() => ({ phase: 'closed', reading: null }));
  let diverts: Divert[] = [];
  let current = new AbortController();

  const receive = (arrival: Arrival): Taken => {
    const { phase } = store.getState();
    const divert = phase === 'closed' || ways(store.getState()) === 'scan' ? diverts.at(-1) : undefined;
    const { rest, diverted, added } = divert?.(arrival.pieces) ?? { rest: arrival.pieces, diverted: 0, added: 0 };
    const shows = rest.length > 0 || (diverted === 0 && phase !== 'closed');
    store.setState(
      shows
        ? { phase: 'showing', reading: null, pieces: rest, unused: arrival.unused }
        : { phase: 'closed', reading: null },
      true,
    );
    const { unused, wasCut } = arrival;
    return {
      unused: shows ? [] : unused,
      wasCut,
      diverted,
      before: diverted - added,
      shown: rest.length,
    };
  };

  /** Long reading is shown: in its own place where a page takes what comes, else in the dialog, which can be closed. */
  const progress = (reading: number) => {
    const shows = store.getState().phase === 'closed' && diverts.length === 0;
    store.setState(shows ? { phase: 'asking', way: 'any', reading } : { reading });
  };

  const begin = () => {
    current.abort();
    current = new AbortController();
    return current.signal;
  };

  return Object.assign(store, {
    ask: (way: 'any' | 'scan' = 'any') => store.setState({ phase: 'asking', reading: null, way }, true),
    compare: (root: string) => store.setState({ phase: 'comparing', reading: null, root }, true),
    close() {
      current.abort();
      store.setState({ phase: 'closed', reading: null }, true);
    },
    async take(files: Iterable<Readable>) {
      const signal = begin();
      store.setState({ reading: 0 });
      const [{ readArrival }, { readPicture }] = await Promise.all([
        import('./offline-files.ts'),
        import('../parts/qr-read.ts'),
      ]);
      const arrival = await readArrival(files, {
        readPicture: (picture) => readPicture(picture as Blob & Readable),
        onProgress: (done) => {
          if (done % told === 0 && !signal.aborted) progress(done);
        },
        signal,
      });
      return signal.aborted ? null : receive(arrival);
    },
    async takeText(name: string, text: string) {
      const signal = begin();
      const { piecesOf } = await import('./offline-files.ts');
      if (signal.aborted) return null;
      const pieces = piecesOf(name, text);
      const unused: Unused[] = pieces ? [] : [{ name, why: 'foreign' }];
      return receive({ pieces: [...(pieces ?? [])], unused, wasCut: false });
    },
    divert(to: Divert) {
      diverts = [...diverts, to];
      return () => {
        diverts = diverts.filter((other) => other !== to);
      };
    },
  });
}

const ways = (desk: Desk) => (desk.phase === 'asking' ? desk.way : null);
