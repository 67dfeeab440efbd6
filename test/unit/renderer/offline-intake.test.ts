import { describe, expect, it, vi } from 'vitest';
import { Failure } from '#shared/errors.ts';
import type { CarriedFile, IntakeItem } from '#shared/models/offline.ts';
import type { CloudClient } from '../../../renderer/api/api.ts';
import { asFailure } from '../../../renderer/api/failure.ts';
import { createIntake } from '../../../renderer/state/offline-intake.ts';
import { countsOf } from '../../../renderer/state/offline-lines.ts';
import { type Carried, carriedText, farm, pictureRequests } from '../../support/fake-api/carried.ts';
import { fakeCloudOffline } from '../../support/fake-api/cloud-offline.ts';
import { pictureTime } from '../../support/fake-api/data.ts';
import { createWorld } from '../../support/fake-api/world.ts';
import { waitFor } from '../../support/wait-for.ts';

type Call = 'examine' | 'issue';

const fileOf = (carried: Carried): CarriedFile => ({
  name: `${carried.machine}.license-request`,
  text: carriedText(carried),
});

/** An intake over a cloud in memory, which tells what it was asked. `before`: happens at each call, first. */
function intakeOver({ before = async () => {} }: { before?: (call: Call, nth: number) => Promise<void> } = {}) {
  const world = createWorld(pictureTime);
  const asked: { call: Call; organization: string; items: IntakeItem[] }[] = [];
  const { offline } = fakeCloudOffline(world);
  const through =
    (call: Call, send: CloudClient['offline'][Call]) =>
    async (input: { organization: string; items: IntakeItem[] }) => {
      asked.push({ call, ...input });
      await before(call, asked.filter((each) => each.call === call).length);
      return send(input);
    };
  const intake = createIntake({
    cloud: {
      offline: {
        ...offline,
        examine: through('examine', offline.examine),
        issue: through('issue', offline.issue),
      } as CloudClient['offline'],
    },
    explain: (error) => asFailure(error, 'portal', 'https://greenroom.example'),
    now: () => pictureTime,
  });
  intake.workFor('O-northlight');
  return { intake, asked, world };
}

const settled = (intake: ReturnType<typeof intakeOver>['intake']) =>
  vi.waitFor(() => expect(intake.getState().work).toBeNull(), { timeout: 5_000 });
const counts = (intake: ReturnType<typeof intakeOver>['intake']) => countsOf(intake.getState().lines);

describe('the list of files from other machines', () => {
  it('looks at what is added, ticks what can be answered, and counts it as the picture does', async () => {
    const { intake } = intakeOver();
    expect(intake.add(pictureRequests.map(fileOf))).toBe(8);
    await settled(intake);
    expect(counts(intake)).toMatchObject({ ready: 5, shortened: 1, refused: 2, waiting: 0, files: 6, notes: 0 });
  });

  it('F3: files that are added on behalf of somebody are theirs; for another organization nobody is chosen', async () => {
    const { intake, asked } = intakeOver();
    intake.workOnBehalf('P-jo');
    intake.workFor('O-northlight');
    intake.add(pictureRequests.slice(0, 1).map(fileOf));
    await settled(intake);
    expect(asked.at(-1)?.items).toMatchObject([{ person: 'P-jo' }]);
    intake.clear();
    expect(intake.getState().person).toBe('P-jo');
    intake.workFor('O-fjord');
    intake.add(pictureRequests.slice(1, 2).map(fileOf));
    await settled(intake);
    expect(asked.at(-1)?.items.map(({ person }) => person)).toEqual([undefined]);
  });

  it('takes a file once, however often it is dropped', async () => {
    const { intake, asked } = intakeOver();
    const files = pictureRequests.map(fileOf);
    expect(intake.add([...files, ...files])).toBe(8);
    await settled(intake);
    expect(intake.add(files)).toBe(0);
    expect(asked).toHaveLength(1);
  });

  it('asks about 1 000 files in batches of 50, each once, and tells how far it is', async () => {
    const { intake, asked } = intakeOver();
    const seen: number[] = [];
    intake.subscribe(({ work }) => work && seen.push(work.done));
    intake.add(farm(1000).map(fileOf));
    await settled(intake);
    expect(asked.map(({ items }) => items.length)).toEqual(Array.from({ length: 20 }, () => 50));
    expect(new Set(asked.flatMap(({ items }) => items.map(({ text }) => text))).size).toBe(1000);
    expect(seen.filter((done, index) => done !== seen[index - 1])).toEqual(
      Array.from({ length: 20 }, (_, n) => n * 50),
    );
  });

  it('stops after the batch under way, and goes on from there', async () => {
    const { intake, asked } = intakeOver({
      before: async (_, nth) => {
        if (nth === 3) intake.cancel();
      },
    });
    intake.add(farm(300).map(fileOf));
    await settled(intake);
    expect(asked).toHaveLength(3);
    expect(counts(intake).waiting).toBe(150);
    await intake.examine();
    expect(asked).toHaveLength(6);
    expect(counts(intake).waiting).toBe(0);
  });

  it('keeps what it knows when the cloud goes away, says why, and goes on when asked', async () => {
    const { intake } = intakeOver({
      before: async (_, nth) => {
        if (nth === 2) throw new Failure('cloud-unreachable', { url: 'https://greenroom.example' });
      },
    });
    intake.add(farm(120).map(fileOf));
    await settled(intake);
    expect(intake.getState().failure?.code).toBe('cloud-unreachable');
    expect(counts(intake).waiting).toBe(70);
    await intake.examine();
    expect(intake.getState().failure).toBeNull();
    expect(counts(intake).waiting).toBe(0);
  });

  it('asks again about what was chosen anew, and only about that', async () => {
    const { intake, asked } = intakeOver();
    intake.add(pictureRequests.map(fileOf));
    await settled(intake);
    const ended = intake.getState().lines.find(({ row }) => row?.machine?.name === 'CTRL-B')!;
    expect(ended.isChosen).toBe(false);
    intake.set(new Set([ended.id]), { license: 'L-xr', days: 7 });
    await settled(intake);
    expect(asked.at(-1)?.items).toEqual([{ text: ended.text, license: 'L-xr', days: 7 }]);
    const mended = intake.getState().lines.find(({ id }) => id === ended.id)!;
    expect([mended.row?.verdict.code, mended.row?.days, mended.isChosen]).toEqual(['ready', 7, true]);
  });

  it('lets the newest choice win over an answer that was on its way', async () => {
    const { intake } = intakeOver({
      before: async (_, nth) => {
        if (nth === 2) intake.set(new Set([intake.getState().lines[0]!.id]), { days: 60 });
      },
    });
    intake.add([fileOf(pictureRequests[0]!)]);
    await settled(intake);
    intake.set(new Set([intake.getState().lines[0]!.id]), { days: 7 });
    await settled(intake);
    expect(intake.getState().lines[0]?.row?.days).toBe(60);
  });

  it('leaves what was unticked by hand alone when its verdict comes again', async () => {
    const { intake } = intakeOver();
    intake.add(pictureRequests.map(fileOf));
    await settled(intake);
    const first = intake.getState().lines[0]!;
    intake.choose(false, new Set([first.id]));
    intake.set(new Set([first.id]), { days: 14 });
    await settled(intake);
    expect(intake.getState().lines[0]).toMatchObject({ isChosen: false, row: { days: 14 } });
  });

  it('begins anew for another organization', async () => {
    const { intake, asked } = intakeOver();
    intake.add(pictureRequests.map(fileOf));
    await settled(intake);
    intake.workFor('O-fjord');
    await settled(intake);
    expect(asked.map(({ organization }) => organization)).toEqual(['O-northlight', 'O-fjord']);
    expect(counts(intake).waiting).toBe(0);
  });

  it('does not send what no request can be, and says so in its row', async () => {
    const { intake, asked } = intakeOver();
    const huge = { name: 'huge', text: `-----BEGIN GREENROOM LICENSE REQUEST-----\n${'A'.repeat(30_000)}` };
    intake.add([huge, fileOf(pictureRequests[0]!)]);
    await settled(intake);
    expect(asked.flatMap(({ items }) => items)).toHaveLength(1);
    expect(counts(intake)).toMatchObject({ refused: 1, ready: 1, files: 1 });
  });

  it('forgets a list that is cleared, also what is still on its way', async () => {
    const { intake } = intakeOver({
      before: async (_, nth) => {
        if (nth > 1) return;
        intake.clear();
        intake.add([fileOf(pictureRequests[1]!)]);
      },
    });
    intake.add([fileOf(pictureRequests[0]!)]);
    await waitFor(() => expect(counts(intake)).toMatchObject({ ready: 1, waiting: 0 }));
    expect(intake.getState().lines.map(({ source }) => source)).toEqual(['OB-1-RENDER-02.license-request']);
    expect(intake.getState().work).toBeNull();
    intake.clear();
    expect(intake.getState().lines).toEqual([]);
  });
});

describe('issuing', () => {
  it('answers what is ticked, once, and reports what was issued and what was refused', async () => {
    const { intake, asked } = intakeOver();
    const late: Carried = {
      kind: 'license-request',
      machine: 'NODE-0007',
      license: 'L-xr',
      taken: { code: 'no-free-seat', details: { license: 'Graphics XR', seats: 6 } },
    };
    intake.add([...pictureRequests, late].map(fileOf));
    await settled(intake);
    const report = await intake.issue();
    expect(asked.filter(({ call }) => call === 'issue').map(({ items }) => items.length)).toEqual([7]);
    expect([report?.issued.length, report?.refused.length, report?.unsent.length]).toEqual([6, 1, 0]);
    const files = intake.getState().lines.filter(({ file }) => file !== null);
    expect(files).toHaveLength(6);
    expect(counts(intake)).toMatchObject({ done: 6, files: 0, refused: 3 });
    expect(await intake.issue()).toBeNull();
  });

  it('loses nothing when the cloud goes away half-way: the rest stays ticked and goes on', async () => {
    const { intake } = intakeOver({
      before: async (call, nth) => {
        if (call === 'issue' && nth === 2) throw new TypeError('fetch failed');
      },
    });
    intake.add(farm(130).map(fileOf));
    await settled(intake);
    const due = counts(intake).files;
    const report = await intake.issue();
    expect(report?.failure?.code).toBe('cloud-unreachable');
    expect([report?.issued.length, report?.unsent.length]).toEqual([50, due - 50]);
    expect(counts(intake).files).toBe(due - 50);
    const second = await intake.issue();
    expect([second?.issued.length, second?.unsent.length, second?.failure]).toEqual([due - 50, 0, null]);
  });

  it('stops when asked, and says that it was stopped', async () => {
    const { intake } = intakeOver({
      before: async (call, nth) => {
        if (call === 'issue' && nth === 1) intake.cancel();
      },
    });
    intake.add(farm(130).map(fileOf));
    await settled(intake);
    const report = await intake.issue();
    expect([report?.wasStopped, report?.issued.length]).toEqual([true, 50]);
  });

  it('looks at what came meanwhile when it is done', async () => {
    const { intake } = intakeOver({
      before: async (call) => {
        if (call === 'issue') intake.add([fileOf(pictureRequests[1]!)]);
      },
    });
    intake.add([fileOf(pictureRequests[0]!)]);
    await settled(intake);
    await intake.issue();
    await settled(intake);
    expect(counts(intake)).toMatchObject({ done: 1, ready: 1, waiting: 0 });
  });
});
