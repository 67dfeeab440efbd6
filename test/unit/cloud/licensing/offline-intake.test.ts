import { expect, it } from 'vitest';
import { headerOf } from '#shared/files/header.ts';
import { joinFiles } from '#shared/files/bundle.ts';
import { seal } from '#shared/files/seal.ts';
import { intakeAtOnce, IntakeRow } from '#shared/models/offline.ts';
import { day, hour } from '#shared/models/time.ts';
import { noon, platform, tamper, testLicense } from '../../../support/signed-files.ts';
import { forEachEngine } from '../../../support/store.ts';
import { fileOf, issue, issueOne, sendOffline } from './offline.ts';
import { beat, pick, studio } from './studio.ts';

/** 23:59 in Oslo, in winter, so many days after the first of January 2027. */
const night = (days: number) => Date.UTC(2027, 0, 1 + days, 22, 59);
const xr = { product: 'graphics', edition: 'xr' };

forEachEngine((engine) => {
  it('F3, F4: answers a request with a license for the machine, locked until its day', async () => {
    const { cloud, organization, editor, license } = await studio(engine);
    const machine = cloud.machine('RENDER-03');
    const text = machine.request({ wanted: { ...xr, days: 14 } });
    const items = [{ text }];
    const row = {
      kind: 'request',
      purpose: 'activate',
      machine: { id: machine.id, name: 'RENDER-03' },
      person: { id: editor.id, name: 'Jo' },
      license: { id: license, name: 'Graphics XR' },
      days: 14,
      leaseEndsAt: night(14),
      licenseEndsAt: null,
      verdict: { code: 'ready', seat: 'free', used: 1, seats: 1 },
    };
    const before = await cloud.as(editor).offline.examine({ organization, items });
    expect(before).toMatchObject([row]);
    expect(await cloud.as(editor).offline.examine({ organization, items })).toEqual(before);
    expect((await cloud.as(editor).license.show({ license })).leases).toEqual([]);

    const answer = await issueOne(cloud, editor, organization, text);
    expect(answer).toMatchObject({ ...row, file: { name: 'RENDER-03-2027-01-01.license' } });
    const held = machine.applyCarried(fileOf(answer));
    expect(fileOf(answer).startsWith(headerOf('license', held).join('\n'))).toBe(true);
    expect(held).toMatchObject({ answers: answer.request, importBy: noon + 30 * day, sequence: 1 });
    expect(held.leases).toMatchObject([
      { mode: 'offline', leaseEndsAt: night(14), graceHours: 72, person: { name: 'Jo' }, timeZone: 'Europe/Oslo' },
    ]);
    expect((await cloud.as(editor).license.show({ license })).leases).toMatchObject([
      { mode: 'offline', releasable: 'no', leaseEndsAt: night(14) },
    ]);
  });

  it('F3, F4: the same request gets the same bytes for ever, and no second seat', async () => {
    const { cloud, organization, editor, manager, license } = await studio(engine, 3);
    const machine = cloud.machine();
    const text = machine.request();
    const first = await issueOne(cloud, editor, organization, text);
    cloud.clock.time += 400 * day;
    for (const person of [editor, manager]) {
      const again = await issueOne(cloud, person, organization, text);
      expect(again).toMatchObject({ verdict: { code: 'answered-before', at: noon }, file: first.file, days: 30 });
    }
    const [examined] = await cloud.as(editor).offline.examine({ organization, items: [{ text }] });
    expect(examined).toMatchObject({ verdict: { code: 'answered-before' }, license: { id: license } });
    expect(await cloud.store.db.selectFrom('lease').select('id').execute()).toHaveLength(1);
    expect(await cloud.store.db.selectFrom('issued_file').select('id').execute()).toHaveLength(1);
  });

  it('F3, F4: twice in one intake, too', async () => {
    const { cloud, organization, editor } = await studio(engine, 3);
    const text = cloud.machine().request();
    const [first, second] = await issue(cloud, editor, organization, text, text);
    expect([first?.verdict.code, second?.verdict.code]).toEqual(['ready', 'answered-before']);
    expect(second?.file).toEqual(first?.file);
  });

  it('F3, F4: several open requests of one machine are answered each for itself', async () => {
    const { cloud, organization, manager, license } = await studio(engine);
    const cg = await cloud.addLicense(organization, { edition: 'cg' });
    const machine = cloud.machine();
    const texts = [xr, { product: 'graphics', edition: 'cg' }].map((wanted) => machine.request({ wanted }));
    const [first, second] = await issue(cloud, manager, organization, ...texts);
    // The second one alone is enough: it holds everything. The first one is old then.
    expect(machine.applyCarried(fileOf(second!)).leases.map((lease) => lease.license.id)).toEqual([license, cg]);
    expect(() => machine.applyCarried(fileOf(first!))).toThrow('superseded');
  });

  it('F3, F4: online leases in it keep the end they have, and heartbeats go on with the next sequence', async () => {
    const { cloud, organization, editor } = await studio(engine);
    const cg = await cloud.addLicense(organization, { edition: 'cg' });
    const machine = cloud.machine();
    await pick(cloud, editor, machine, cg);
    cloud.clock.time += 2 * hour;
    const answer = await issueOne(cloud, editor, organization, machine.request({ wanted: xr }));
    const { leases, sequence } = machine.applyCarried(fileOf(answer));
    expect(sequence).toBe(2);
    expect(leases.map(({ mode, leaseEndsAt }) => [mode, leaseEndsAt])).toEqual([
      ['online', noon + day],
      ['offline', night(30)],
    ]);
    const told = await beat(cloud, machine);
    expect(told.sequence).toBe(3);
    expect(told.leases.map(({ leaseEndsAt }) => leaseEndsAt)).toEqual([noon + 26 * hour, night(30)]);
  });

  it('F3, F4: a lease that is online already goes offline, and keeps its seat', async () => {
    const { cloud, organization, editor, license } = await studio(engine);
    const machine = cloud.machine();
    const [online] = (await pick(cloud, editor, machine, license)).leases;
    const answer = await issueOne(cloud, editor, organization, machine.request({ purpose: 'renew' }));
    expect(answer.verdict).toEqual({ code: 'ready', seat: 'kept', used: 1, seats: 1 });
    expect(machine.applyCarried(fileOf(answer)).leases).toMatchObject([{ id: online?.id, mode: 'offline' }]);
  });

  it('F3, F4: a renewal moves the end forward, never back', async () => {
    const { cloud, organization, editor, license } = await studio(engine);
    const machine = cloud.machine();
    await sendOffline(cloud, { person: editor, organization, license }, machine, 30);
    const shorter = await issueOne(cloud, editor, organization, {
      text: machine.request({ purpose: 'renew' }),
      days: 7,
    });
    expect(shorter).toMatchObject({ leaseEndsAt: night(30), verdict: { code: 'ready', seat: 'kept' } });
    const longer = await issueOne(cloud, editor, organization, { text: machine.request(), days: 60 });
    expect(machine.applyCarried(fileOf(longer)).leases).toMatchObject([{ leaseEndsAt: night(60) }]);
    expect(() => machine.applyCarried(fileOf(shorter))).toThrow('superseded');
  });

  it('F3, F4: until the license ends, where the organization allows it', async () => {
    const { cloud, organization, owner, editor } = await studio(engine);
    const license = await cloud.addLicense(organization, { endsAt: noon + 300 * day });
    const item = () => ({ text: cloud.machine().request(), license, days: null });
    const refused = await issueOne(cloud, editor, organization, item());
    expect(refused.verdict).toMatchObject({ failure: { code: 'offline-length-not-allowed' } });
    await cloud.as(owner).organization.update({ organization, offlineUntilEnd: true });
    const answer = await issueOne(cloud, editor, organization, item());
    expect(answer).toMatchObject({ days: null, leaseEndsAt: noon + 300 * day, licenseEndsAt: noon + 300 * day });
  });

  it('F3, F4: is shortened by the end of the license, and says so', async () => {
    const { cloud, organization, editor } = await studio(engine);
    const license = await cloud.addLicense(organization, { endsAt: noon + 3 * day });
    const answer = await issueOne(cloud, editor, organization, { text: cloud.machine().request(), license });
    expect(answer.verdict).toEqual({ code: 'shortened', askedDays: 30, endsAt: noon + 3 * day });
    expect(answer.file).not.toBeNull();
  });

  it('F3, F4: some rows may fail: each says why, the others are answered', async () => {
    const { cloud, organization, manager, license } = await studio(engine, 2);
    const machines = Array.from({ length: 3 }, (_, at) => cloud.machine(`NODE-${at}`));
    const texts = machines.map((machine) => machine.request());
    const examined = await cloud.as(manager).offline.examine({
      organization,
      items: [...texts.map((text) => ({ text })), { text: tamper(texts[0]!) }, { text: 'holiday photos' }],
    });
    const codes = ['ready', 'ready', 'refused', 'refused-file', 'refused-file'];
    expect(examined.map(({ verdict }) => verdict.code)).toEqual(codes);
    for (const row of examined) expect(IntakeRow.parse(row)).toEqual(row);
    const answers = await issue(cloud, manager, organization, ...texts, tamper(texts[0]!), 'holiday photos');
    expect(answers.map(({ verdict }) => verdict.code)).toEqual(codes);
    expect(answers.map(({ file }) => file !== null)).toEqual([true, true, false, false, false]);
    expect(answers[2]?.verdict).toEqual({
      code: 'refused',
      failure: { code: 'no-free-seat', details: { license: 'Graphics XR', seats: 2 } },
    });
    expect((await cloud.as(manager).license.show({ license })).leases).toHaveLength(2);
  });

  it('F3, F4: refuses what is not for here, with both sides', async () => {
    const { cloud, organization, editor } = await studio(engine);
    const refusal = async (text: string) => {
      const { kind, verdict, file } = await issueOne(cloud, editor, organization, text);
      expect(file).toBeNull();
      return [kind, verdict.code === 'refused-file' ? verdict.refusal : verdict];
    };
    const machine = cloud.machine();
    expect(await refusal('')).toEqual(['unknown', { code: 'not-a-greenroom-file' }]);
    const text = machine.request();
    expect(await refusal(text.slice(0, -80))).toEqual(['request', { code: 'damaged', part: 'block' }]);
    expect(await refusal(tamper(text))).toMatchObject([
      'request',
      { code: expect.stringMatching(/damaged|bad-signature/) },
    ]);
    expect(await refusal(machine.request({ cloud: 'another' }))).toEqual([
      'request',
      { code: 'other-cloud', found: 'another', here: 'Test cloud' },
    ]);
    const old = machine.request({ useBy: noon - 1 });
    expect(await refusal(old)).toEqual(['request', { code: 'import-by-passed', importBy: noon - 1, now: noon }]);
    const license = seal(platform, 'license', testLicense(machine.signer), [machine.signer]);
    expect(await refusal(license)).toEqual([
      'unknown',
      { code: 'wrong-kind', found: 'license', wanted: 'license-request' },
    ]);
    expect(await refusal(joinFiles([text, text]))).toMatchObject(['unknown', { failure: { code: 'invalid-input' } }]);
  });

  it('F3, F4: one that was answered in time is answered for ever; another under its id is refused', async () => {
    const { cloud, organization, editor } = await studio(engine, 2);
    const machine = cloud.machine();
    const request = 'a'.repeat(32);
    const text = machine.request({ request });
    const first = await issueOne(cloud, editor, organization, text);
    cloud.clock.time += 31 * day;
    expect((await issueOne(cloud, editor, organization, text)).file).toEqual(first.file);
    const changed = await issueOne(cloud, editor, organization, machine.request({ request, wanted: xr }));
    expect(changed.verdict).toEqual({ code: 'refused-file', refusal: { code: 'request-changed', request } });
    const stolen = await issueOne(cloud, editor, organization, cloud.machine('THIEF').request({ request }));
    expect(stolen.verdict).toMatchObject({ refusal: { code: 'request-changed' } });
  });

  it('F3, F4: takes 50 files of 24 KiB at once and no more', async () => {
    const { cloud, organization, editor } = await studio(engine);
    const texts = Array.from({ length: intakeAtOnce + 1 }, () => 'x'.repeat(24_576));
    expect(await issue(cloud, editor, organization, ...texts.slice(1))).toHaveLength(intakeAtOnce);
    await expect(issue(cloud, editor, organization, ...texts)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    await expect(issue(cloud, editor, organization, 'x'.repeat(24_577))).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    await expect(issue(cloud, editor, organization)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });

  it('F3, F4: a machine that is barred, cloned or changed is refused, and what was found out stays on record', async () => {
    const { cloud, organization, editor, manager, license } = await studio(engine, 3);
    const machine = cloud.machine();
    await sendOffline(cloud, { person: editor, organization, license }, machine);
    const copy = machine.copy();
    const [text, copied] = [machine.request({ wanted: xr }), copy.request({ wanted: xr })];
    expect((await issueOne(cloud, editor, organization, text)).file).not.toBeNull();
    const [examined] = await cloud.as(editor).offline.examine({ organization, items: [{ text: copied }] });
    const refused = { code: 'refused', failure: { code: 'machine-cloned', details: {} } };
    expect(examined?.verdict).toEqual(refused);
    expect((await cloud.store.db.selectFrom('machine').select('cloned_at').executeTakeFirst())?.cloned_at).toBeNull();
    expect((await issueOne(cloud, editor, organization, copied)).verdict).toEqual(refused);
    expect((await issueOne(cloud, manager, organization, machine.request())).verdict).toEqual(refused);
    // The answer that was given before is given for ever.
    expect((await issueOne(cloud, editor, organization, text)).verdict.code).toBe('answered-before');
    await cloud.store.db.updateTable('machine').set({ cloned_at: null, barred_at: noon }).execute();
    expect((await issueOne(cloud, manager, organization, machine.request())).verdict).toMatchObject({
      failure: { code: 'machine-barred' },
    });
  });

  it('F3, F4: writes down who brought what', async () => {
    const { cloud, organization, editor, manager, license } = await studio(engine);
    const machine = cloud.machine('OB-1');
    await issueOne(cloud, manager, organization, { text: machine.request(), person: editor.id });
    const deed = await cloud.store.db.selectFrom('audit').selectAll().executeTakeFirstOrThrow();
    expect(deed).toMatchObject({
      actor: 'Ingrid',
      action: 'offline.issue',
      organization_id: organization,
      subject: license,
    });
    expect(JSON.parse(deed.details)).toMatchObject({ license: 'Graphics XR', machineName: 'OB-1', person: editor.id });
  });
});
