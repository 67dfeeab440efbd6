import { expect, it } from 'vitest';
import type { IntakeItem } from '#shared/models/offline.ts';
import { forEachEngine } from '../../../support/store.ts';
import { fileOf, issueOne, sendOffline } from './offline.ts';
import { pick, studio } from './studio.ts';

const forOthers = { code: 'refused', failure: { code: 'not-allowed', details: { needs: 'offline.for-others' } } };
const notFound = { code: 'refused', failure: { code: 'not-found', details: {} } };

forEachEngine((engine) => {
  it('a Member gets what is assigned to them, and nothing else', async () => {
    const { cloud, organization, manager, member, license } = await studio(engine, 4);
    const verdict = async (more: Partial<IntakeItem> = {}) =>
      (await issueOne(cloud, member, organization, { text: cloud.machine().request(), ...more })).verdict;
    const notAssigned = { code: 'refused', failure: { code: 'not-assigned', details: { license: 'Graphics XR' } } };
    expect(await verdict()).toEqual(notAssigned);
    expect(await verdict({ license })).toEqual(notAssigned);
    await cloud.as(manager).license.assign({ licenses: [license], person: member.id });
    expect(await verdict()).toMatchObject({ code: 'ready' });
    expect(await verdict({ person: member.id })).toMatchObject({ code: 'ready' });
    expect(await verdict({ person: manager.id })).toEqual(forOthers);
  });

  it('a Reader does not take floating seats, an Editor does, and only a Manager for others', async () => {
    const { cloud, organization, manager, editor, member } = await studio(engine, 9);
    const reader = await cloud.addPerson('Noor', { [organization]: 'reader' });
    const bring = async (by: { id: string }, person?: { id: string }) =>
      issueOne(cloud, by, organization, { text: cloud.machine().request(), ...(person && { person: person.id }) });
    expect((await bring(reader)).verdict).toMatchObject({ failure: { code: 'not-assigned' } });
    expect(await bring(editor)).toMatchObject({ verdict: { code: 'ready' }, person: { id: editor.id } });
    expect((await bring(editor, manager)).verdict).toEqual(forOthers);
    expect(await bring(manager, editor)).toMatchObject({ verdict: { code: 'ready' }, person: { id: editor.id } });
    expect(await bring(manager)).toMatchObject({ verdict: { code: 'ready' }, person: { id: manager.id } });
    // The right of the person counts, not that of whoever brings it.
    expect((await bring(manager, member)).verdict).toMatchObject({ failure: { code: 'not-assigned' } });
  });

  it('a Manager brings many for those who are assigned, one seat each', async () => {
    const { cloud, organization, manager, editor, member } = await studio(engine);
    const license = await cloud.addLicense(organization, { kind: 'named', seats: 3, edition: 'cg' });
    for (const person of [member.id, editor.id]) {
      cloud.clock.time += 1000;
      await cloud.as(manager).license.assign({ licenses: [license], person });
    }
    const items = Array.from({ length: 3 }, () => ({ text: cloud.machine().request(), license }));
    const people = [{ id: member.id }, { id: editor.id }, { id: member.id }];
    expect(
      (await cloud.as(manager).offline.examine({ organization, items })).map(({ person }) => person),
    ).toMatchObject(people);
    const answers = await cloud.as(manager).offline.issue({ organization, items });
    expect(answers.map(({ person }) => person)).toMatchObject(people);
  });

  it('a renewal stays in the name of whose lease it is', async () => {
    const { cloud, organization, manager, editor, license } = await studio(engine);
    const other = await cloud.addPerson('Sara', { [organization]: 'editor' });
    const machine = cloud.machine();
    await sendOffline(cloud, { person: editor, organization, license }, machine);
    const renew = () => machine.request({ purpose: 'renew' });
    expect((await issueOne(cloud, other, organization, renew())).verdict).toEqual(forOthers);
    expect(await issueOne(cloud, manager, organization, renew())).toMatchObject({ person: { id: editor.id } });
    // Whoever has the right may take the machine over, as in the picker.
    const taken = await issueOne(cloud, other, organization, { text: renew(), person: other.id });
    expect(machine.applyCarried(fileOf(taken)).leases).toMatchObject([{ person: { name: 'Sara' } }]);
  });

  it('what does not exist and what belongs to others is answered alike', async () => {
    const { cloud, organization, manager } = await studio(engine);
    const fjord = await cloud.addOrganization('Fjord Broadcast');
    const stranger = await cloud.addPerson('Kari', { [fjord]: 'owner' });
    const foreign = await cloud.addLicense(fjord);
    const verdict = async (more: Partial<IntakeItem>) =>
      (await issueOne(cloud, manager, organization, { text: cloud.machine().request(), ...more })).verdict;
    expect(await verdict({ license: foreign })).toEqual(notFound);
    expect(await verdict({ license: 'L-none' })).toEqual(notFound);
    expect(await verdict({ person: stranger.id })).toEqual(notFound);
    expect(await verdict({ person: 'P-none' })).toEqual(notFound);
    const items = [{ text: cloud.machine().request() }];
    await expect(cloud.as(stranger).offline.issue({ organization, items })).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(cloud.as().offline.issue({ organization, items })).rejects.toMatchObject({ code: 'not-signed-in' });
  });

  it('says what nothing fits', async () => {
    const { cloud, organization, manager } = await studio(engine);
    const wanted = { product: 'tracking', edition: 'live' };
    const { verdict } = await issueOne(cloud, manager, organization, cloud.machine().request({ wanted }));
    expect(verdict).toEqual({
      code: 'refused',
      failure: { code: 'no-license-fits', details: { wanted: 'tracking live' } },
    });
    const empty = await cloud.addOrganization('Empty');
    const owner = await cloud.addPerson('Eve', { [empty]: 'owner' });
    expect((await issueOne(cloud, owner, empty, cloud.machine().request())).verdict).toMatchObject({
      failure: { code: 'no-license-fits', details: { wanted: null } },
    });
  });

  it('a machine of another organization is not for here; which one, is said to those who are in both', async () => {
    const { cloud, organization, manager, editor, license } = await studio(engine);
    const fjord = await cloud.addOrganization('Fjord Broadcast');
    const both = await cloud.addPerson('Liv', { [organization]: 'manager', [fjord]: 'editor' });
    const outsider = await cloud.addPerson('Kari', { [fjord]: 'owner' });
    const machine = cloud.machine();
    const lease = await sendOffline(
      cloud,
      { person: outsider, organization: fjord, license: await cloud.addLicense(fjord, { seats: 2 }) },
      machine,
    );
    const ack = machine.acknowledge();
    const texts = [machine.request(), machine.giveUp(lease), ack];
    const other = (found: string | null) => ({
      code: 'refused-file',
      refusal: { code: 'other-organization', found, here: 'Northlight Studios' },
    });
    for (const text of texts) {
      const [row] = await cloud.as(manager).offline.examine({ organization, items: [{ text }] });
      expect(JSON.stringify(row)).not.toContain('Fjord');
      expect((await issueOne(cloud, manager, organization, text)).verdict).toEqual(other(null));
      expect((await issueOne(cloud, both, organization, text)).verdict).toEqual(other('Fjord Broadcast'));
    }
    // A request that Fjord Broadcast answered is not repeated to anybody else.
    const asked = cloud.machine('FB-1').request();
    await issueOne(cloud, outsider, fjord, { text: asked, person: outsider.id });
    expect((await issueOne(cloud, manager, organization, asked)).verdict).toMatchObject({ code: 'refused-file' });
    // A machine with leases of both may have more of either.
    const shared = cloud.machine('SHARED');
    await pick(cloud, editor, shared, license);
    const more = await issueOne(cloud, manager, organization, shared.request({ purpose: 'renew' }));
    expect(more.verdict.code).toBe('ready');
  });

  it('a machine with other parts is vouched for by the person of its lease, or a Manager', async () => {
    const { cloud, organization, manager, editor, license } = await studio(engine, 2);
    const other = await cloud.addPerson('Sara', { [organization]: 'editor' });
    const parts = (digit: string) => ({
      isVirtual: false,
      evidence: { 'system-uuid': digit.repeat(32), 'disk-serial': digit.repeat(32), cpu: digit.repeat(32) },
    });
    const machine = cloud.machine();
    machine.hardware = parts('1');
    await sendOffline(cloud, { person: editor, organization, license }, machine);
    machine.hardware = parts('2');
    const changed = await issueOne(cloud, editor, organization, machine.request({ purpose: 'renew' }));
    expect(changed.verdict).toMatchObject({
      failure: { code: 'machine-changed', details: { factors: expect.any(Array) } },
    });
    const repair = machine.request({ purpose: 'repair' });
    expect((await issueOne(cloud, other, organization, { text: repair, person: other.id })).verdict).toEqual(forOthers);
    const repaired = await issueOne(cloud, editor, organization, repair);
    expect(machine.applyCarried(fileOf(repaired)).leases).toMatchObject([{ license: { id: license } }]);
    expect((await issueOne(cloud, editor, organization, machine.request({ purpose: 'renew' }))).verdict.code).toBe(
      'ready',
    );
    // With no lease left on it, a Manager.
    const stranger = cloud.machine('STRANGER');
    expect((await issueOne(cloud, editor, organization, stranger.request({ purpose: 'repair' }))).verdict).toEqual(
      forOthers,
    );
    expect((await issueOne(cloud, manager, organization, stranger.request({ purpose: 'repair' }))).file).not.toBeNull();
  });
});
