import type { Clock, RangeEnd, RangeFetch, RangeRequest, RangeSink } from '#main/services/ports.ts';

/** What the network does to one request: it passes so many bytes, wrong from `wrongFrom` on, and ends like this. */
export interface Act {
  passes: number;
  wrongFrom?: number;
  end: RangeEnd | 'hangs';
}

/** A server that does, request after request, what it is told to, and its duty after that. */
export function createFakeNetwork(clock: Clock, chance: () => number, content: Uint8Array) {
  const requests: { first: number; length: number; url: string; etag: string | null }[] = [];
  const network = {
    requests,
    acts: [] as Act[],
    /** Instead of acts: what happens to a request. */
    act: null as ((request: RangeRequest, turn: number) => Act | null) | null,
    passedBytes: 0,
    wrongBytes: 0,
    etag: null as string | null,
    /** Bytes in a second; all at once when it is null. */
    speed: null as number | null,
    /** Asked for each request: another speed for this one. */
    slow: (): number | null => null,
    atOnce: 0,
    mostAtOnce: 0,
  };

  async function pass(request: RangeRequest, sink: RangeSink, { passes, wrongFrom = Infinity }: Act): Promise<void> {
    const end = Math.min(passes, request.length);
    const speed = network.slow() ?? network.speed;
    for (let at = 0; at < end; ) {
      const step = Math.min(end - at, 1 + Math.floor(chance() * Math.min(120_000, speed ?? Infinity)));
      const bytes = content.slice(request.first + at, request.first + at + step);
      for (let wrong = Math.max(0, wrongFrom - at); wrong < step; wrong += 1) bytes[wrong] = ~(bytes[wrong] ?? 0);
      network.passedBytes += step;
      network.wrongBytes += Math.max(0, Math.min(step, at + step - wrongFrom));
      at += step;
      await sink.take(bytes);
      if (speed !== null) await clock.sleep((step * 1_000) / speed, request.signal);
      else if (chance() < 0.2) await clock.sleep(chance() * 30, request.signal);
      request.signal.throwIfAborted();
    }
  }

  const ranges: RangeFetch = {
    async range(request, sink) {
      const { signal, url, first, length, etag } = request;
      requests.push({ url, first, length, etag });
      network.atOnce += 1;
      network.mostAtOnce = Math.max(network.mostAtOnce, network.atOnce);
      try {
        await clock.sleep(chance() * 30, signal);
        const act = network.act?.(request, requests.length) ?? network.acts.shift() ?? null;
        const { end, ...rest } = act ?? { passes: length, end: { is: 'complete' } as const };
        if (rest.passes > 0) sink.begin(network.etag);
        await pass(request, sink, { ...rest, end });
        if (end === 'hangs') return await clock.sleep(20_000, signal).then(() => ({ is: 'cut' }) as const);
        return end.is === 'cut' && rest.passes >= length ? { is: 'complete' } : end;
      } finally {
        network.atOnce -= 1;
      }
    },
  };
  return Object.assign(network, { ranges });
}
