import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { createDiagnosticsSource } from '#main/adapters/diagnostics-source.ts';
import { createLog } from '#main/adapters/log.ts';
import { createTestCompanion, memoryFolder, memorySecrets, signIn } from '../support/companion.ts';
import { report } from '../support/promise.ts';

const canary = {
  token: 'Cn4ryT0kenOfTheEnv1ronment7x',
  password: 'canary-Horse-Battery-9',
  proxy: 'canaryProxyPass',
  cookie: 'canaryCookieValue77',
  query: 'canarysignature',
  invitation: 'I-CANARY0123456789',
  serial: 'CANARY-SERIAL-S3Z8NX0K',
  mac: '5e:c4:e7:ca:4a:01',
  address: '203.0.113.77',
  email: 'canary.person@studio.example',
  roomCode: 'CAN4-RY12-X9Q7',
};

test('S13 O4 whatever secret lies in the state folder, the environment, the log or the keychain: none is in a bundle', async () => {
  const folder = memoryFolder();
  const logFile = join(folder, 'companion.log');
  const log = createLog(logFile);
  const keychain = memorySecrets('keychain');
  const environment = {
    GREENROOM_TOKEN: canary.token,
    GREENROOM_ROOM: canary.roomCode,
    HTTPS_PROXY: `http://canary:${canary.proxy}@proxy.studio.example:3128`,
    NO_PROXY: 'localhost',
    SECRET_OF_ANOTHER_PROGRAM: canary.password,
  };
  const machine = await createTestCompanion({
    folder,
    ports: {
      log,
      secretStores: [keychain],
      environmentToken: null,
      diagnostics: {
        ...createDiagnosticsSource({ stateFolder: folder, logFile }, environment),
        home: '/home/canaryuser',
        user: 'canaryuser',
        interfaces: () => [`eth0: IPv4 ${canary.address}, ${canary.mac}`],
      },
    },
  });
  const { person } = await signIn(machine);

  // In files that the bundle lists, and in the log that it quotes, as careless code might write it.
  for (const place of ['transfers.json', 'returns.json', 'leases/current.license', 'note.txt']) {
    mkdirSync(join(folder, 'leases'), { recursive: true });
    writeFileSync(join(folder, place), Object.values(canary).join('\n'));
  }
  const machineKey = readFileSync(join(folder, 'machine.key'), 'utf8');
  log.info('a careless line', {
    password: canary.password,
    nested: JSON.stringify({ token: canary.token, deep: JSON.stringify({ secret: canary.password }) }),
    headers: { authorization: `Bearer ${canary.token}`, cookie: `session=${canary.cookie}` },
    url: `https://jo:${canary.proxy}@releases.example/a?X-Amz-Signature=${canary.query}`,
    key: machineKey,
    who: canary.email,
  });
  log.warn(
    `could not open https://greenroom.example/invitation/${canary.invitation} for ${person.name} <${person.email}>`,
  );
  log.error(`greenroom license enter --code ${canary.roomCode} failed`, {
    stack: `at /home/canaryuser/x.ts, serial: ${canary.serial}`,
  });
  log.error(`session ${[...keychain.kept.values()].join(' ')} was refused at ${canary.address} by ${canary.mac}`);

  const shown: string[] = [];
  let id = '';
  for await (const event of await machine.client.companion.diagnostics.collect({})) {
    id = event.report;
    shown.push(JSON.stringify(event), event.section?.text ?? '');
  }
  const packed = await machine.client.companion.diagnostics.pack({ report: id });
  const files = Object.entries(unzipSync(Buffer.from(packed.data, 'base64'))).map(
    ([name, bytes]) => name + strFromU8(bytes),
  );

  const body = machineKey.split('\n').slice(1, -2).join('');
  const secrets = [
    ...Object.values(canary),
    ...keychain.kept.values(),
    machine.cloud.password,
    body,
    body.slice(8, 40),
    'canaryuser',
    person.name,
    person.email,
  ];
  expect(keychain.kept.size).toBeGreaterThan(0);
  for (const text of [...shown, ...files])
    expect(secrets.filter((secret) => text.toLowerCase().includes(secret.toLowerCase()))).toEqual([]);
  // It was searched where there was something to find.
  const all = files.join('\n');
  for (const word of [
    'a careless line',
    'could not open',
    'GREENROOM_TOKEN',
    'proxy.studio.example',
    'transfers.json',
    'c…@studio.example',
  ])
    expect(all).toContain(word);
  report(`S13 (diagnostics): ${secrets.length} secrets in none of ${files.length} files`);
});
