import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { hour } from '#shared/models/time.ts';
import { forEachEngine } from '../../../support/store.ts';
import { pick, studio } from '../licensing/studio.ts';

forEachEngine((engine) => {
  it('T3, L6: a file says line by line what it would do, does nothing yet, and then does just that', async () => {
    const { cloud, organization, manager, editor, member, license } = await studio(engine, 2);
    const named = await cloud.addLicense(organization, { kind: 'named', seats: 5 });
    await cloud.as(manager).license.assign({ licenses: [named], person: member.id });
    await pick(cloud, member, cloud.machine('A'), named);
    const text = ['E-Mail is below,,', 'ignored'].join('\n');
    await expect(cloud.as(manager).peopleFile.preview({ organization, text })).rejects.toMatchObject({
      code: 'not-a-people-file',
    });

    const file = [
      'Email;Role;Licenses;Shoe size',
      `new@studio.example;editor;${license} ${named};43`,
      `${editor.email};manager;;42`,
      `${member.email};;${license};41`,
      'not an address;member;;',
      'new@studio.example;member;;',
      `${manager.email};king;;`,
      `other@studio.example;member;L-unknown;`,
      `third@studio.example;owner;;`,
    ].join('\r\n');
    const before = await cloud.as(manager).team.list({ organization });
    const preview = await cloud.as(manager).peopleFile.preview({ organization, text: `\uFEFF${file}` });
    expect(preview.ignored).toEqual(['shoe size']);
    const words = (lines: typeof preview.lines) =>
      lines.map(({ line, steps, problem }) => [line, steps.map(({ kind }) => kind), problem?.why ?? null]);
    expect(words(preview.lines)).toEqual([
      [2, ['invite'], null],
      [3, ['set-role'], null],
      [4, ['assign', 'unassign'], null],
      [5, [], 'not-an-address'],
      [6, [], 'repeated'],
      [7, [], 'unknown-role'],
      [8, [], 'unknown-license'],
      [9, [], 'not-allowed'],
    ]);
    const grace = cloud.clock.now() + 12 * hour;
    expect(preview.lines[2]?.steps[1]).toMatchObject({ licenses: [{ id: named, until: grace }] });
    expect(await cloud.as(manager).team.list({ organization })).toEqual(before);

    const lines = preview.lines.filter(({ steps }) => steps.length > 0).map(({ line }) => line);
    const done = await cloud.as(manager).peopleFile.apply({ organization, text: file, lines });
    expect(words(done.lines)).toEqual(words(preview.lines).slice(0, 3));
    expect(cloud.letters.map(({ to }) => to)).toEqual(['new@studio.example']);

    // What is as it says already is left alone; an open invitation is not sent twice.
    const again = await cloud.as(manager).peopleFile.preview({ organization, text: file });
    expect(again.lines.slice(0, 3).map(({ steps, isInvited }) => [steps.length, isInvited])).toEqual([
      [0, true],
      [0, false],
      [0, false],
    ]);
  });

  it('T6: the last Owner stays, also when several lines would take them together', async () => {
    const { cloud, organization, owner } = await studio(engine);
    const second = await cloud.addPerson('Liv', { [organization]: 'owner' });
    const text = `email,role\n${owner.email},manager\n${second.email},manager`;
    const { lines } = await cloud.as(owner).peopleFile.preview({ organization, text });
    expect(lines.map(({ problem }) => problem?.why ?? null)).toEqual([null, 'last-owner']);
    // Another one stepped down meanwhile: the act itself refuses, and the line says so.
    await cloud.as(second).team.setRole({ organization, person: second.id, role: 'manager' });
    const { lines: done } = await cloud.as(owner).peopleFile.apply({ organization, text, lines: [2] });
    expect(done.map(({ problem }) => problem?.why ?? null)).toEqual(['last-owner']);
  });

  it('L6: whoever has a seat offline keeps the license, and the line says so', async () => {
    const { cloud, organization, manager, member } = await studio(engine);
    const named = await cloud.addLicense(organization, { kind: 'named', seats: 1 });
    await cloud.as(manager).license.assign({ licenses: [named], person: member.id });
    const held = await pick(cloud, member, cloud.machine('A'), named);
    await cloud.parts.store.db
      .updateTable('lease')
      .set({ mode: 'offline' })
      .where('id', '=', held.leases[0]?.id ?? '')
      .execute();
    const text = `email,licenses\n${member.email},none`;
    const { lines } = await cloud.as(manager).peopleFile.preview({ organization, text });
    expect(lines[0]?.problem).toEqual({ why: 'seat-is-offline', what: 'Graphics XR' });
  });

  it('T6: what a role stands in the way of is said before anything is done', async () => {
    const { cloud, organization, owner, manager, editor, license } = await studio(engine);
    const second = await cloud.addPerson('Liv', { [organization]: 'editor' });
    await pick(cloud, editor, cloud.machine('A'), license);
    await cloud.parts.store.db.updateTable('lease').set({ mode: 'offline' }).execute();
    const words = async (by: { id: string }, rows: string[]) => {
      const text = ['email,role,licenses', ...rows].join('\n');
      const { lines } = await cloud.as(by).peopleFile.preview({ organization, text });
      return lines.map(({ problem }) => problem?.why ?? null);
    };
    // The role alone gave the right to that seat.
    expect(await words(manager, [`${editor.email},reader,`, `${second.email},reader,`])).toEqual([
      'seat-is-offline',
      null,
    ]);
    // Whoever gives their own role away does nothing after that.
    const own = [`${manager.email},member,`, `${second.email},member,`, 'new@studio.example,,'];
    expect(await words(manager, own)).toEqual([null, 'own-role-gone', 'own-role-gone']);
    expect(await words(manager, own.toReversed())).toEqual([null, null, null]);
    expect(await words(manager, [`${manager.email},member,${license}`])).toEqual(['own-role-gone']);
    await cloud.as(owner).team.setRole({ organization, person: second.id, role: 'owner' });
    expect(await words(owner, [`${owner.email},manager,`, 'new@studio.example,owner,'])).toEqual([
      null,
      'own-role-gone',
    ]);
  });

  it('T8: in the simple role set a line that asks for Reader or Editor says so before anything is done', async () => {
    const { cloud, organization, owner, manager, editor, member } = await studio(engine);
    await cloud.as(owner).team.setRole({ organization, person: editor.id, role: 'manager' });
    await cloud.as(owner).organization.update({ organization, roleSet: 'simple' });
    const text = `email,role\nnew@studio.example,reader\n${member.email},editor\n${editor.email},admin`;
    const { lines } = await cloud.as(manager).peopleFile.preview({ organization, text });
    const offered = (role: string) => ({ why: 'role-not-offered', what: role });
    expect(lines.map(({ problem }) => problem)).toEqual([offered('reader'), offered('editor'), null]);
  });

  it('T3: whoever was invited meanwhile is not said to be invited by the file', async () => {
    const { cloud, organization, manager } = await studio(engine);
    const apply = () =>
      cloud.as(manager).peopleFile.apply({ organization, text: 'email\nnew@studio.example', lines: [2] });
    const answers = await Promise.all([apply(), apply()]);
    const done = answers.flatMap(({ lines }) => lines).filter(({ steps }) => steps.length > 0);
    expect(done).toHaveLength(1);
  });

  it('T3: what is exported can be read back and changes nothing; no cell is a formula', async () => {
    const { cloud, organization, manager, editor } = await studio(engine);
    await cloud.parts.store.db.updateTable('user').set({ name: '=cmd|x!A1' }).where('id', '=', editor.id).execute();
    await cloud.as(manager).team.invite({ organization, addresses: ['new@studio.example'], role: 'reader' });
    const { text, rows, next } = await cloud.as(manager).peopleFile.export({ organization });
    expect([rows, next]).toEqual([5, null]);
    const cells = parse(text).flat();
    expect(cells).toContain("'=cmd|x!A1");
    expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
    const { lines } = await cloud.as(manager).peopleFile.preview({ organization, text });
    expect(lines.map(({ steps, problem }) => [steps, problem])).toEqual(lines.map(() => [[], null]));
  });

  it('T3: a file of 5 000 lines is read within a second, a longer one is refused', async () => {
    const { cloud, organization, manager } = await studio(engine);
    const file = (count: number) =>
      ['email,role', ...Array.from({ length: count }, (_, at) => `p${at}@studio.example,member`)].join('\n');
    const begun = performance.now();
    const { lines } = await cloud.as(manager).peopleFile.preview({ organization, text: file(5_000) });
    console.log(`${engine}: 5 000 lines read in ${Math.round(performance.now() - begun)} ms`);
    expect(lines).toHaveLength(5_000);
    await expect(cloud.as(manager).peopleFile.preview({ organization, text: file(5_001) })).rejects.toMatchObject({
      details: { why: 'too-many-lines' },
    });
    await expect(cloud.as(manager).peopleFile.preview({ organization, text: 'email\n"' })).rejects.toMatchObject({
      details: { why: 'unreadable' },
    });
  });
});
