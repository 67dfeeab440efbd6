import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LicenseRow } from '#shared/models/license.ts';
import type { Membership } from '#shared/models/person.ts';
import type { CloudStatus, HeldLease, Status } from '#shared/models/status.ts';
import { createTerminalMachine, type TerminalMachine } from '../../support/terminal-machine.ts';

/** The whole job in the terminal, with real processes and the real embedded cloud with its sample data. */
describe('the story of a license', () => {
  let here: TerminalMachine;
  let elsewhere: TerminalMachine;
  beforeAll(async () => {
    here = createTerminalMachine();
    elsewhere = createTerminalMachine();
    await here.startAgent();
  }, 60_000);
  afterAll(async () => {
    await elsewhere.remove();
    await here.remove();
  });

  const about = () =>
    here.ask<{ fingerprint: string; sample: { email: string; password: string } }>('cloud about show');
  async function signIn(machine: TerminalMachine): Promise<void> {
    const { sample } = await about();
    await machine.ask('settings update --allow-private-file');
    const { exit, error } = await machine.run(`session sign-in --email ${sample.email} --password -`, {
      stdin: `${sample.password}\n`,
    });
    expect({ exit, error }).toEqual({ exit: 0, error: '' });
  }
  async function free(except = ''): Promise<LicenseRow> {
    const rows = await here.ask<LicenseRow[]>('license list');
    const found = rows.find(
      (row) => row.organization.name.startsWith('Fjord') && row.availability === 'free' && row.product.id !== except,
    );
    if (!found) throw new Error('the sample has nothing free');
    return found;
  }
  const check = ({ product, edition }: LicenseRow) =>
    here.run(`check --product ${product.id} --edition ${edition.id} --json`);

  let picked: LicenseRow;

  it('needs a place for the session first, and a right password', async () => {
    const { sample } = await about();
    const refused = await here.run(`session sign-in --email ${sample.email} --password ${sample.password}`);
    expect(refused.exit).toBe(6);
    expect(refused.error).toContain('private file');
    await here.ask('settings update --allow-private-file');
    const wrong = await here.run(`session sign-in --email ${sample.email} --password wrong --json`);
    expect(wrong).toMatchObject({ exit: 3, value: { error: { code: 'wrong-credentials', details: {} } } });
  });

  it('signs in and switches the organization', async () => {
    await signIn(here);
    const { memberships } = await here.ask<{ memberships: Membership[] }>('organization list');
    const fjord = memberships.find(({ organization }) => organization.name.startsWith('Fjord'));
    await here.ask(`organization switch --organization ${fjord?.organization.id}`);
    const { current } = await here.ask<{ current: string }>('organization list');
    expect(current).toBe(fjord?.organization.id);
  });

  it('picks a license, and the check passes', async () => {
    picked = await free();
    expect((await check(picked)).exit).toBe(12);
    const lease = await here.ask<HeldLease>(`license pick --license ${picked.id}`);
    expect(lease).toMatchObject({ license: picked.id, standing: 'valid' });
    const again = await here.ask<HeldLease>(`license pick --license ${picked.id}`);
    expect(again.id).toBe(lease.id);
    const checked = await check(picked);
    expect(checked).toMatchObject({ exit: 0, value: { verdict: 'licensed', product: picked.product.id } });
  });

  it('beats', async () => {
    const [before] = await here.ask<HeldLease[]>('license held');
    const [after] = await here.ask<HeldLease[]>('license heartbeat');
    expect(after).toMatchObject({ id: before?.id, license: picked.id, standing: 'valid' });
    expect(after?.leaseEndsAt).toBeGreaterThan(before?.leaseEndsAt ?? 0);
    expect((await here.ask<Status>('status show')).owner.host).toBe('agent');
  });

  it('is told when the seat was released from elsewhere', async () => {
    const { url } = await here.ask<CloudStatus>('connection show');
    const { fingerprint } = await here.ask<{ fingerprint: string }>('cloud about show');
    await elsewhere.ask(`connection use --url ${url} --fingerprint "${fingerprint}"`);
    await signIn(elsewhere);
    const [held] = await here.ask<HeldLease[]>('license held');
    const preview = await elsewhere.ask<{ overlaps: object }>(`cloud lease preview-release --lease ${held?.id}`);
    expect(preview).toHaveProperty('mayRunOnUntil');
    await elsewhere.ask(`cloud lease release --lease ${held?.id}`);

    expect(await here.ask<HeldLease[]>('license heartbeat')).toEqual([]);
    const { notices, session } = await here.ask<Status>('status show');
    expect(notices).toContainEqual(
      expect.objectContaining({ kind: 'lease-ended', notice: expect.objectContaining({ reason: 'released' }) }),
    );
    expect(session.state).toBe('signed-in');
    expect((await check(picked)).exit).not.toBe(0);
  });

  it('picks another, releases it, and the check fails with the right code', async () => {
    const other = await free(picked.product.id);
    const lease = await here.ask<HeldLease>(`license pick --license ${other.id}`);
    expect((await check(other)).exit).toBe(0);
    await here.ask(`license release --lease ${lease.id}`);
    expect(await check(other)).toMatchObject({ exit: 12, value: { verdict: 'not-licensed' } });
    expect(await here.ask('license held')).toEqual([]);
  });

  it('shows it to a person: no colours in a pipe, both dates, the words', async () => {
    const { out } = await here.run('license list');
    expect(out).not.toContain('\u001B');
    expect(out).toContain('LICENSE ENDS');
    const status = await here.run('status show');
    expect(status.out).toContain('Ingrid Aas');
  });

  it('signs out and says so', async () => {
    expect(await here.ask('session sign-out')).toEqual({ released: 0 });
    const refused = await here.run('license list');
    expect(refused.exit).toBe(3);
    expect(refused.error).toContain('Nobody is signed in.');
  });
});
