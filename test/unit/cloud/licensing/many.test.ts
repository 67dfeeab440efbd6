import { array, assert, asyncProperty, constantFrom } from 'fast-check';
import { expect, it } from 'vitest';
import type { LicenseAct } from '#shared/models/license-change.ts';
import { hour } from '#shared/models/time.ts';
import { noon } from '../../../support/signed-files.ts';
import { forEachEngine } from '../../../support/store.ts';
import { pick, studio } from './studio.ts';

type Studio = Awaited<ReturnType<typeof studio>>;

/** Named licenses, and what was done with each. */
async function several(made: Studio, count: number) {
  const { cloud, organization } = made;
  const licenses: string[] = [];
  for (let at = 0; at < count; at++) licenses.push(await cloud.addLicense(organization, { kind: 'named', seats: 2 }));
  return licenses;
}

/** Who has what, and how each seat stands. */
async function stateOf({ cloud }: Studio) {
  const { db } = cloud.store;
  const assignments = await db
    .selectFrom('assignment')
    .select(['license_id', 'person_id'])
    .orderBy('license_id')
    .orderBy('person_id')
    .execute();
  const leases = await db
    .selectFrom('lease')
    .select(['license_id', 'machine_id', 'unassign_grace_ends_at', 'ended_at', 'end_reason', 'ended_by'])
    .orderBy('license_id')
    .orderBy('machine_id')
    .execute();
  return { assignments, leases };
}

forEachEngine((engine) => {
  it('L6: one call unassigns many: at once, with a grace, or not, and says which', async () => {
    const made = await studio(engine);
    const { cloud, manager, member, organization } = made;
    const [idle = '', online = '', offline = '', free = ''] = await several(made, 4);
    const other = await cloud.addPerson('Kari', { [organization]: 'member' });
    await cloud.as(manager).license.assign({ licenses: [idle, online, offline], person: member.id });
    await cloud.as(manager).license.assign({ licenses: [idle], person: other.id });
    await pick(cloud, member, cloud.machine('OB-1'), online);
    await pick(cloud, member, cloud.machine('FB-OB-2'), offline);
    await cloud.store.db.updateTable('lease').set({ mode: 'offline' }).where('license_id', '=', offline).execute();

    const wish = { licenses: [idle, online, offline, free], act: 'unassign' as const };
    const preview = await cloud.as(manager).license.previewMany(wish);
    const before = await stateOf(made);
    expect(await cloud.as(manager).license.previewMany(wish)).toEqual(preview);
    expect(await stateOf(made)).toEqual(before);

    const { changes } = await cloud.as(manager).license.changeMany(wish);
    expect(changes).toEqual(preview.changes);
    expect(
      changes.map(({ license, person, machine, outcome, why, until }) => [
        license,
        person?.name,
        machine,
        outcome,
        why,
        until,
      ]),
    ).toEqual([
      [idle, 'Kari', null, 'done', null, null],
      [idle, 'Sindre', null, 'done', null, null],
      [online, 'Sindre', 'OB-1', 'grace', null, noon + 12 * hour],
      [offline, 'Sindre', 'FB-OB-2', 'refused', 'seat-is-offline', noon + 96 * hour],
      [free, undefined, null, 'nothing', 'not-assigned', null],
    ]);
    expect((await stateOf(made)).assignments).toEqual([{ license_id: offline, person_id: member.id }]);
  });

  it('L6: one call assigns many; licenses that are over are refused, those assigned already stay', async () => {
    const made = await studio(engine);
    const { cloud, manager, member, organization } = made;
    const [first = '', second = ''] = await several(made, 2);
    const ended = await cloud.addLicense(organization, { endsAt: noon - 1 });
    await cloud.as(manager).license.assign({ licenses: [first], person: member.id });
    const wish = { licenses: [first, second, ended], act: 'assign' as const, person: member.id };
    const { changes } = await cloud.as(manager).license.changeMany(wish);
    expect(changes.map(({ license, outcome, why }) => [license, outcome, why])).toEqual([
      [first, 'nothing', 'already-assigned'],
      [second, 'done', null],
      [ended, 'refused', 'license-ended'],
    ]);
    expect((await stateOf(made)).assignments.map(({ license_id }) => license_id)).toEqual([first, second].toSorted());
    const stranger = await cloud.addPerson('Stranger', {});
    await expect(cloud.as(manager).license.changeMany({ ...wish, person: stranger.id })).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(cloud.as(manager).license.changeMany({ licenses: [first], act: 'assign' })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    });
  });

  it('L6: one call releases many seats, those out offline and those over the limit of overlaps stay', async () => {
    const made = await studio(engine);
    const { cloud, manager, editor, member, organization } = made;
    const [license = '', offline = '', idle = ''] = await several(made, 3);
    await cloud.store.db.updateTable('license').set({ overlap_limit: 1 }).where('id', '=', license).execute();
    for (const person of [editor, member])
      await cloud.as(manager).license.assign({ licenses: [license, offline], person: person.id });
    await pick(cloud, editor, cloud.machine('OB-1'), license);
    await pick(cloud, member, cloud.machine('OB-2'), license);
    await pick(cloud, member, cloud.machine('OB-3'), offline);
    await cloud.store.db.updateTable('lease').set({ mode: 'offline' }).where('license_id', '=', offline).execute();
    const wish = { licenses: [license, offline, idle], act: 'release' as const };
    const preview = await cloud.as(manager).license.previewMany(wish);
    const { changes } = await cloud.as(manager).license.changeMany(wish);
    expect(changes).toEqual(preview.changes);
    expect(changes.map(({ machine, person, outcome, why }) => [machine, person?.name, outcome, why])).toEqual([
      ['OB-1', 'Jo', 'done', null],
      ['OB-2', 'Sindre', 'refused', 'overlap-limit'],
      ['OB-3', 'Sindre', 'refused', 'seat-is-offline'],
      [null, undefined, 'nothing', 'no-seat-in-use'],
    ]);
    expect((await cloud.as(manager).license.show({ license })).leases).toHaveLength(1);
    const log = await cloud.as(manager).audit.list({ organization });
    expect(log.rows.filter(({ action }) => action === 'lease.release')).toMatchObject([
      { subject: license, who: { id: manager.id }, details: { person: editor.id } },
    ]);
  });

  it('L6: unassigning many is the same as unassigning one by one', async () => {
    const kind = constantFrom('idle', 'online', 'grace', 'unassigned', 'floating');
    await assert(
      asyncProperty(array(kind, { minLength: 1, maxLength: 6 }), async (kinds) => {
        const sides = await Promise.all(
          ['at once', 'one by one'].map(async (how) => {
            const made = await studio(engine);
            const { cloud, manager, editor, organization } = made;
            const licenses: string[] = [];
            for (const [at, what] of kinds.entries()) {
              const of = what === 'floating' ? ('floating' as const) : ('named' as const);
              const license = await cloud.addLicense(organization, { kind: of, seats: 2 });
              licenses.push(license);
              const wish = { licenses: [license], person: editor.id };
              if (what !== 'unassigned') await cloud.as(manager).license.assign(wish);
              if (['online', 'grace', 'floating'].includes(what))
                await pick(cloud, editor, cloud.machine(`M-${at}`), license);
              if (what === 'grace') await cloud.as(manager).license.unassign(wish);
            }
            cloud.clock.time += hour;
            if (how === 'at once')
              await cloud.as(manager).license.changeMany({ licenses, act: 'unassign', person: editor.id });
            else
              for (const license of licenses)
                await cloud.as(manager).license.unassign({ licenses: [license], person: editor.id });
            const { assignments, leases } = await stateOf(made);
            const place = new Map(licenses.map((id, at) => [id, at]));
            return {
              assignments: assignments.length,
              leases: leases
                .map((lease) => [place.get(lease.license_id), lease.unassign_grace_ends_at, lease.ended_at])
                .toSorted(([a = 0], [b = 0]) => Number(a) - Number(b)),
            };
          }),
        );
        expect(sides[0]).toEqual(sides[1]);
      }),
      { numRuns: engine === 'sqlite' ? 12 : 4 },
    );
  });

  it('L6: the same call again answers the same and does nothing twice', async () => {
    const made = await studio(engine);
    const { cloud, manager, member, organization } = made;
    const licenses = await several(made, 3);
    await cloud.as(manager).license.assign({ licenses, person: member.id });
    const wish = { licenses, act: 'unassign' as const, idempotencyKey: 'portion-0001' };
    const first = await cloud.as(manager).license.changeMany(wish);
    expect(first.changes.every(({ outcome }) => outcome === 'done')).toBe(true);
    expect(await cloud.as(manager).license.changeMany(wish)).toEqual(first);
    const log = await cloud.as(manager).audit.list({ organization });
    expect(log.rows.filter(({ action }) => action === 'license.unassign')).toHaveLength(3);
  });

  it('L6: two managers at once: each license is taken from somebody once, and both are told the truth', async () => {
    const made = await studio(engine);
    const { cloud, manager, owner, member, organization } = made;
    const licenses = await several(made, 12);
    await cloud.as(manager).license.assign({ licenses, person: member.id });
    await pick(cloud, member, cloud.machine('OB-1'), licenses[0] ?? '');
    const act = (person: { id: string }, which: LicenseAct, some: string[]) =>
      cloud.as(person).license.changeMany({ licenses: some, act: which });
    const [one, two] = await Promise.all([
      act(manager, 'unassign', licenses),
      act(owner, 'unassign', licenses.toReversed()),
    ]);
    const outcomes = [one, two].map(({ changes }) => changes.filter(({ why }) => why === null).length);
    expect(outcomes.toSorted((a, b) => a - b)).toEqual([0, 12]);
    const log = await cloud.as(manager).audit.list({ organization });
    expect(log.rows.filter(({ action }) => action === 'license.unassign')).toHaveLength(12);
    const released = await Promise.all([act(manager, 'release', licenses), act(owner, 'release', licenses)]);
    const freed = released.map(({ changes }) => changes.filter(({ outcome }) => outcome === 'done').length);
    expect(freed.toSorted((a, b) => a - b)).toEqual([0, 1]);
  });

  it('L6, T5: whoever is removed while many licenses are assigned to them has none afterwards', async () => {
    const made = await studio(engine);
    const { cloud, manager, owner, member, organization } = made;
    const licenses = await several(made, 6);
    const assign = (some: string[]) =>
      cloud.as(owner).license.changeMany({ licenses: some, act: 'assign', person: member.id });
    const answers = await Promise.allSettled([
      assign(licenses.slice(0, 2)),
      assign(licenses.slice(2, 4)),
      cloud.as(manager).team.remove({ organization, people: [member.id] }),
      assign(licenses.slice(4)),
    ]);
    expect(answers[2].status).toBe('fulfilled');
    const refusals = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as unknown] : []));
    expect(refusals).toEqual(refusals.map(() => expect.objectContaining({ code: 'not-found' }) as unknown));
    expect((await stateOf(made)).assignments).toEqual([]);
  });

  it('L6: whoever has lost their role meanwhile does nothing any more', async () => {
    const made = await studio(engine);
    const { cloud, manager, member } = made;
    const licenses = await several(made, 2);
    await cloud.as(manager).license.assign({ licenses, person: member.id });
    await cloud.store.db.updateTable('member').set({ role: 'editor' }).where('userId', '=', manager.id).execute();
    for (const act of ['previewMany', 'changeMany'] as const)
      await expect(cloud.as(manager).license[act]({ licenses, act: 'unassign' })).rejects.toMatchObject({
        code: 'not-allowed',
      });
    expect((await stateOf(made)).assignments).toHaveLength(2);
  });
});
