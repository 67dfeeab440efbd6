import { expect, it } from 'vitest';
import { createLog } from '#cloud/log.ts';
import { startTestCloud, testPassword, testSecret } from '../../../support/cloud.ts';
import { signedIn } from '../../../support/signed-in.ts';

it('logs every request, and no secret of any', async () => {
  const lines: string[] = [];
  const cloud = await startTestCloud({ log: createLog('trace', { write: (line) => lines.push(line) }) });
  const organization = await cloud.addOrganization('Northlight');
  const person = await cloud.addPerson('Ingrid', { [organization]: 'owner' });
  await person.client.license.mine({});
  await cloud
    .client('a-wrong-token')
    .license.mine({})
    .catch(() => {});
  const wrong = 'a wrong password that is logged nowhere';
  await cloud
    .client()
    .session.issueToken({ email: person.email, password: wrong, machineName: 'X' })
    .catch(() => {});
  const { token } = signedIn(
    await cloud.client().session.issueToken({ email: person.email, password: testPassword, machineName: 'X' }),
  );
  const code = await cloud.client().device.start({ machineName: 'X', platform: 'linux' });
  await fetch(`${cloud.url}/device?code=${code.userCode}`);
  await cloud.stop();

  const log = lines.join('');
  expect(log).toContain('"path":"/rpc/license/mine"');
  for (const secret of [person.token, token, 'a-wrong-token', wrong, testPassword, testSecret, code.deviceCode]) {
    expect(log).not.toContain(secret);
  }
  expect(log).not.toContain(code.userCode);
  expect(log).not.toContain('PRIVATE KEY');
});

it('covers secrets that are logged by mistake', () => {
  let line = '';
  const log = createLog('info', { write: (text) => (line = text) });
  log.info({ headers: { authorization: 'Bearer abc', cookie: 'abc' }, password: 'abc', input: { token: 'abc' } }, 'oh');
  expect(line).not.toContain('abc');
  log.error({ err: new Error('connect to postgres://greenroom:abc@db.example/x failed') });
  expect(line).toContain('db.example');
  expect(line).not.toContain('abc');
});
