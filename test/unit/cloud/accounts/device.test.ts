import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type AccountCloud, accountCloud } from '../../../support/account-cloud.ts';
import { forEachEngine } from '../../../support/store.ts';

const second = 1_000;
const machine = { machineName: 'RENDER-03', platform: 'linux' as const };
const later = (milliseconds: number) => vi.setSystemTime(Date.now() + milliseconds);

forEachEngine((engine) => {
  describe('A8: signing in by code', () => {
    beforeEach(() => vi.useFakeTimers({ toFake: ['Date'] }));
    afterEach(() => vi.useRealTimers());

    async function started() {
      const cloud = await accountCloud(engine);
      const jo = await cloud.addPerson('Jo');
      const portal = cloud.as({ token: await cloud.tokenOf(jo.email) });
      const code = await cloud.as().device.start(machine);
      const poll = () => cloud.as().device.poll({ deviceCode: code.deviceCode });
      return { cloud, jo, portal, code, poll };
    }

    const strangerOf = async (cloud: AccountCloud) => {
      const { email } = await cloud.addPerson('Max');
      return cloud.as({ token: await cloud.tokenOf(email) });
    };

    test('a code is eight letters to read out, good for ten minutes, with the address to approve it', async () => {
      const { code } = await started();
      expect(code.userCode).toMatch(/^[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}$/);
      expect(code).toMatchObject({
        url: 'http://127.0.0.1:4711/device',
        urlWithCode: `http://127.0.0.1:4711/device?code=${code.userCode}`,
        expiresAt: Date.now() + 600 * second,
        intervalSeconds: 5,
      });
    });

    test('approved, it signs the machine in as the person who approved, once', async () => {
      const { cloud, jo, portal, code, poll } = await started();
      expect(await poll()).toEqual({ state: 'pending' });
      const shown = await portal.device.show({ userCode: code.userCode.toLowerCase() });
      expect(shown).toEqual({ userCode: code.userCode, ...machine, expiresAt: code.expiresAt });
      expect(await portal.device.decide({ userCode: code.userCode, approve: true })).toEqual({ approved: true });
      expect(await poll(), 'asked again too soon').toEqual({ state: 'pending' });

      later(6 * second);
      const approved = await poll();
      const token = approved.state === 'approved' ? approved.token : '';
      expect((await cloud.as({ token }).session.show({})).person).toEqual(jo);
      const current = (await cloud.as({ token }).session.list({})).find((session) => session.isCurrent);
      expect(current?.from).toBe('RENDER-03');

      later(6 * second);
      await expect(poll()).rejects.toMatchObject({ code: 'code-expired' });
      await expect(portal.device.decide({ userCode: code.userCode, approve: true })).rejects.toMatchObject({
        code: 'not-found',
      });
      expect((await cloud.deeds()).filter((deed) => deed !== 'session.sign-in')).toEqual(['device.approve']);
    });

    test('refused, the machine learns it', async () => {
      const { portal, code, poll, cloud } = await started();
      expect(await portal.device.decide({ userCode: code.userCode, approve: false })).toEqual({ approved: false });
      await expect(poll()).rejects.toMatchObject({ code: 'code-refused' });
      await expect(portal.device.decide({ userCode: code.userCode, approve: true })).rejects.toMatchObject({
        code: 'not-found',
      });
      expect(await cloud.deeds()).toContain('device.refuse');
    });

    test('of ten polls at once, one gets the session', async () => {
      const { cloud, portal, code, poll } = await started();
      await portal.device.decide({ userCode: code.userCode, approve: true });
      const before = (await portal.session.list({})).length;
      const answers = await Promise.allSettled(Array.from({ length: 10 }, poll));
      const tokens = answers.filter((answer) => answer.status === 'fulfilled' && answer.value.state === 'approved');
      expect(tokens).toHaveLength(1);
      expect(await portal.session.list({})).toHaveLength(before + 1);
      expect(cloud.complaints).toEqual([]);
    });

    test('after ten minutes it is over', async () => {
      const { portal, code, poll } = await started();
      later(600 * second + 1);
      await expect(portal.device.show({ userCode: code.userCode })).rejects.toMatchObject({ code: 'code-expired' });
      await expect(portal.device.decide({ userCode: code.userCode, approve: true })).rejects.toMatchObject({
        code: 'code-expired',
      });
      await expect(poll()).rejects.toMatchObject({ code: 'code-expired' });
    });

    test('who looks first decides: to anybody else the code does not exist', async () => {
      const { cloud, portal, code } = await started();
      const stranger = await strangerOf(cloud);
      await portal.device.show({ userCode: code.userCode });
      await expect(stranger.device.show({ userCode: code.userCode })).rejects.toMatchObject({ code: 'not-found' });
      await expect(stranger.device.decide({ userCode: code.userCode, approve: true })).rejects.toMatchObject({
        code: 'not-found',
      });
    });

    test('a machine whose name reads otherwise than it is written cannot be told from another one', async () => {
      const { cloud } = await started();
      for (const machineName of ['RENDER\u202E30', 'RENDER\u202803', 'RENDER\n03'])
        await expect(cloud.as().device.start({ ...machine, machineName })).rejects.toMatchObject({
          code: 'BAD_REQUEST',
        });
    });

    test('unknown codes, and nobody signed in', async () => {
      const { cloud, portal, code } = await started();
      await expect(portal.device.show({ userCode: 'ABCD-EFGH' })).rejects.toMatchObject({ code: 'not-found' });
      await expect(portal.device.show({ userCode: 'short' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
      await expect(cloud.as().device.poll({ deviceCode: 'unknown' })).rejects.toMatchObject({ code: 'code-expired' });
      await expect(cloud.as().device.show({ userCode: code.userCode })).rejects.toMatchObject({
        code: 'not-signed-in',
      });
      await expect(cloud.as().device.decide({ userCode: code.userCode, approve: true })).rejects.toMatchObject({
        code: 'not-signed-in',
      });
    });
  });
});
