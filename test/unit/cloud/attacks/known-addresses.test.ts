import { expect, it } from 'vitest';
import { z } from 'zod';
import { goodInputs } from '../../../contract/good-inputs.ts';
import { startTestCloud, testPassword } from '../../../support/cloud.ts';
import { forEachEngine } from '../../../support/store.ts';
import { callAs, operations } from '../../../support/tenants.ts';

/** What is asked with an address by anybody, or by whoever has just a session. Managers see who is in their own team. */
const asked = operations.filter(({ meta, input }) => {
  const isOpen = meta.needs === 'nothing' || meta.needs === 'session';
  return isOpen && input instanceof z.ZodObject && 'email' in input.shape;
});
const credentials = { password: `not ${testPassword}`, machineName: 'RENDER-03' };

/** What holds a token has no good input of the contract's; a password is never the right one here, unless it must be. */
const inputs: Record<string, object> = {
  'session.signIn': { password: credentials.password },
  'session.issueToken': credentials,
  'account.requestEmail': { password: testPassword },
};

forEachEngine((engine) => {
  it('S14: every operation that takes an address answers alike for one that somebody has and one that nobody has', async () => {
    const cloud = await startTestCloud({ engine });
    const organization = await cloud.addOrganization('Studio');
    const known = await cloud.addPerson('Ingrid', { [organization]: 'owner' });
    const caller = await cloud.addPerson('Jo', { [organization]: 'member' });
    const names = asked.map(({ path }) => path.join('.'));
    expect(names.toSorted()).toEqual([
      'account.requestEmail',
      'account.requestReset',
      'session.issueToken',
      'session.signIn',
      'setup.createOwner',
      'singleSignOn.find',
    ]);
    for (const command of asked) {
      const name = command.path.join('.');
      const input = { ...goodInputs[`cloud.${name}`], ...inputs[name] };
      const token = command.meta.needs === 'session' ? caller.token : null;
      const ask = async (email: string) => {
        const { status, text } = await callAs(cloud.url, token, command, { ...input, email });
        return { name, status, text: text.replaceAll(/\d{13}/g, 'a moment') };
      };
      const unknown = await ask('nobody@studio.example');
      for (const email of [known.email, known.email.toUpperCase()]) expect(await ask(email)).toEqual(unknown);
    }
  });

  it('S14: the way to single sign-on is answered by the domain alone', async () => {
    const cloud = await startTestCloud({ engine });
    const { email } = await cloud.addPerson('Ingrid');
    const open = async (address: string) => {
      const url = `${cloud.url}/sign-on/start?email=${encodeURIComponent(address)}`;
      const answer = await fetch(url, { redirect: 'manual' });
      const page = (await answer.text()).replaceAll(/nonce="\w+"/g, '');
      return [answer.status, page, answer.headers.getSetCookie()];
    };
    expect(await open(email)).toEqual(await open('nobody@studio.example'));
  });
});
