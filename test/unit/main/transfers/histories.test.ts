import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { Failure } from '#shared/errors.ts';
import { createTestDownloads, memoryStore, orderOf } from '../../../support/transfers.ts';

const artifacts = ['a', 'b', 'c', 'd', 'e'];
const name = fc.constantFrom(...artifacts);
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('add' as const), name, byStick: fc.boolean() }) },
  fc.record({ do: fc.constantFrom('pause' as const, 'resume' as const), name: fc.option(name) }),
  fc.record({ do: fc.constant('cancel' as const), name }),
  fc.record({ do: fc.constant('move' as const), name, to: fc.nat(5) }),
  fc.record({ do: fc.constantFrom('finish' as const, 'fail' as const, 'lose' as const), name }),
  fc.record({ do: fc.constant('atOnce' as const), count: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ do: fc.constantFrom('restart' as const, 'kill' as const) }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const free = ['queued', 'running', 'waiting-for-network'];
const stick = { kind: 'add', drive: '/media/TRUCK2', folder: 'graphics-25.4.0', organization: null } as const;

/** What the queue should be, in a few lines: names in order, and whether each is held. */
interface Model {
  order: string[];
  held: Map<string, 'paused' | 'failed'>;
  done: Set<string>;
}

it('D3: whatever happens: one run of an artifact, never more than allowed, the order kept, what is paused stays paused', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps: Step[]) => {
      const store = memoryStore();
      const model: Model = { order: [], held: new Map(), done: new Set() };
      let atOnce = 2;
      let queue = createTestDownloads({ store, settings: { downloadsAtOnce: atOnce } });
      let stop = await queue.start();

      async function apply(each: Step): Promise<void> {
        const { downloads } = queue;
        const known = 'name' in each && each.name !== null && model.order.includes(each.name);
        const id = known ? await queue.idOf(each.name as string) : 'T-none';
        const run =
          'name' in each ? queue.runs.find(({ artifact, signal }) => artifact === each.name && !signal.aborted) : null;
        switch (each.do) {
          case 'add':
            await downloads.add([orderOf(each.name, each.byStick ? stick : {})]);
            if (!known) model.order.push(each.name);
            model.held.delete(each.name);
            model.done.delete(each.name);
            return;
          case 'pause':
            if (each.name !== null && !known) return;
            await downloads.pause(each.name === null ? undefined : id);
            for (const one of each.name === null ? model.order : [each.name])
              if (!model.done.has(one) && model.held.get(one) !== 'failed') model.held.set(one, 'paused');
            return;
          case 'resume':
            if (each.name !== null && !known) return;
            await downloads.resume(each.name === null ? undefined : id);
            for (const one of each.name === null ? model.order : [each.name]) model.held.delete(one);
            return;
          case 'cancel':
            if (!known) return;
            await downloads.cancel(id);
            forget(each.name);
            return;
          case 'move':
            if (!known) return;
            await downloads.move(id, each.to);
            model.order = model.order.filter((one) => one !== each.name).toSpliced(each.to, 0, each.name);
            return;
          case 'finish':
            run?.finish();
            if (run) model.done.add(each.name);
            return;
          case 'fail':
            run?.fail(new Failure('disk-full', { path: each.name }));
            if (run) model.held.set(each.name, 'failed');
            return;
          case 'lose':
            run?.fail(new Failure('cloud-unreachable', { url: 'https://cloud.example' }));
            return;
          case 'atOnce':
            atOnce = each.count;
            queue.state.settings = { ...queue.state.settings, downloadsAtOnce: atOnce };
            queue.changes.announce('settings');
            return;
          case 'restart':
          case 'kill':
            if (each.do === 'restart') await stop();
            for (const one of model.done) forget(one);
            queue = createTestDownloads({ store, settings: { downloadsAtOnce: atOnce } });
            stop = await queue.start();
        }
      }

      function forget(gone: string): void {
        model.order = model.order.filter((one) => one !== gone);
        model.held.delete(gone);
        model.done.delete(gone);
      }

      for (const each of steps) {
        const allowed = atOnce;
        queue.most.atOnce = 0;
        await apply(each);
        await queue.clock.settle();
        const shown = await queue.downloads.list();
        const running = queue.runs.map(({ artifact }) => artifact);
        expect(new Set(running).size).toBe(running.length);
        expect(running.length).toBeLessThanOrEqual(atOnce);
        expect(queue.most.atOnce).toBeLessThanOrEqual(Math.max(allowed, atOnce));
        expect(shown.map(({ artifact }) => artifact.id)).toEqual(model.order);
        for (const { artifact, state } of shown) {
          const held = model.done.has(artifact.id) ? 'done' : model.held.get(artifact.id);
          expect(held === undefined ? free : [held]).toContain(state);
          expect(running.includes(artifact.id)).toBe(state === 'running');
        }
      }
      // Nobody is forgotten: when the cloud is there, whoever may run does.
      await queue.clock.advance(60_000);
      const waiting = model.order.filter((one) => !model.done.has(one) && !model.held.has(one));
      expect(queue.runs).toHaveLength(Math.min(atOnce, waiting.length));
      await stop();
      expect(queue.runs).toEqual([]);
    }),
    { numRuns: 150 },
  );
}, 60_000);
