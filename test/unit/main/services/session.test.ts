import { describe, expect, test } from 'vitest';
import { Failure } from '#shared/errors.ts';
import { toFailure } from '#shared/contract/failure.ts';
import { createTestCompanion, memorySecrets, memorySettings, cloudUrl, signIn } from '../../../support/companion.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';
import { createFakeCloud, testRow } from '../../../support/fake-cloud.ts';

const codeOf = (result: Promise<unknown>) =>
  result.then(
    () => 'no failure',
    (error: unknown) => toFailure(error)?.code ?? String(error),
  );
const unreachable = new Failure('cloud-unreachable', { url: cloudUrl });
const show = async ({ client }: Awaited<ReturnType<typeof createTestCompanion>>) =>
  (await client.companion.status.show({})).session;

describe('A2: signing in with a password', () => {
  test('A2, T2: shows who it is and the default organization', async () => {
    const one = await createTestCompanion();
    const who = await signIn(one);
    expect(who.person.name).toBe('Ingrid Aas');
    expect(await show(one)).toMatchObject({ state: 'signed-in', current: 'northlight' });
  });

  test('A2, T2: every sign-in begins in the default, wherever one worked before', async () => {
    const one = await createTestCompanion();
    await signIn(one);
    await one.client.companion.organization.switch({ organization: 'fjord' });
    expect(await show(one)).toMatchObject({ current: 'fjord' });
    await one.client.companion.session.signOut({});
    await signIn(one);
    expect(await show(one)).toMatchObject({ state: 'signed-in', current: 'northlight' });
    await one.client.companion.organization.switch({ organization: 'fjord' });
    await signIn(one);
    expect(await show(one)).toMatchObject({ state: 'signed-in', current: 'northlight' });
  });

  test('asks nothing secret of a cloud before it is known, and keeps its fingerprint', async () => {
    const one = await createTestCompanion();
    await signIn(one);
    expect(one.cloud.calls[0]).toBe('about.show');
    expect(one.ports.machineState.pinned()?.name).toBe('Northlight Cloud');
  });

  test('a wrong password changes nothing', async () => {
    const one = await createTestCompanion();
    const attempt = one.client.companion.session.signIn({ email: 'ingrid@northlight.example', password: 'guess' });
    expect(await codeOf(attempt)).toBe('wrong-credentials');
    expect(await show(one)).toEqual({ state: 'signed-out', why: 'never' });
  });

  test('A8: with two-factor on nobody is signed in before the code, which may come with the password', async () => {
    const one = await createTestCompanion();
    one.cloud.twoFactor = { challenge: 'c-1', methods: ['totp', 'recovery'] };
    const { session } = one.client.companion;
    const credentials = { email: 'ingrid@northlight.example', password: one.cloud.password };
    expect(await session.signIn(credentials)).toMatchObject({
      state: 'second-step',
      challenge: 'c-1',
      methods: ['totp', 'recovery'],
    });
    expect(await show(one)).toEqual({ state: 'signed-out', why: 'never' });
    const wrong = session.confirm({ challenge: 'c-1', method: 'totp', code: '000000' });
    expect(await codeOf(wrong)).toBe('wrong-code');
    expect(await show(one)).toEqual({ state: 'signed-out', why: 'never' });
    expect((await session.confirm({ challenge: 'c-1', method: 'totp', code: one.cloud.code })).person.name).toBe(
      'Ingrid Aas',
    );
    expect(await show(one)).toMatchObject({ state: 'signed-in' });
    expect(await session.signIn({ ...credentials, code: one.cloud.code })).toMatchObject({ state: 'signed-in' });
  });

  test('a cloud with other keys at the same address is named, with both fingerprints, and gets no password', async () => {
    const one = await createTestCompanion();
    await signIn(one);
    await one.client.companion.session.signOut({});
    const stranger = createFakeCloud({ now: one.clock.now, name: 'Stranger' });
    const two = await createTestCompanion({ folder: one.folder, cloud: stranger, clock: one.clock });
    const attempt = signIn(two);
    expect(await codeOf(attempt)).toBe('cloud-changed');
    expect(stranger.calls).toEqual(['about.show']);
    const failure = await attempt.catch(toFailure);
    expect(failure).toMatchObject({ details: { known: expect.any(String), seen: expect.any(String) } });
    expect((await two.client.companion.connection.show({})).state).toBe('refused');
  });

  test('plain http to another machine is not used', async () => {
    const one = await createTestCompanion({
      ports: { settingsStore: memorySettings({ version: 1, cloudUrl: 'http://10.0.0.5:8080' }) },
    });
    expect(await codeOf(signIn(one))).toBe('invalid-input');
    expect(one.cloud.calls).toEqual([]);
  });
});

describe('where the token is', () => {
  test('only in the secret store: not in the settings, the state or the log', async () => {
    const keychain = memorySecrets('keychain');
    const settings = memorySettings({ version: 1, cloudUrl });
    const one = await createTestCompanion({ ports: { secretStores: [keychain], settingsStore: settings } });
    await signIn(one);
    expect([...keychain.kept.values()]).toEqual(['token-1']);
    expect(JSON.stringify([settings.value, one.logged, await one.client.companion.status.show({})])).not.toContain(
      'token-1',
    );
  });

  test('without a keychain, the person is asked before a private file is used', async () => {
    const file = memorySecrets('private-file', '/home/ingrid/secret');
    const one = await createTestCompanion({ ports: { secretStores: [file] } });
    expect(await codeOf(signIn(one))).toBe('secret-store-needs-consent');
    expect(one.cloud.calls).toEqual([]);
    await one.client.companion.settings.update({ allowPrivateFile: true });
    await signIn(one);
    expect(file.kept.size).toBe(1);
    expect((await one.client.companion.settings.show({})).secretPlace).toBe('private-file');
  });

  test('a keychain that loses what it takes is not believed', async () => {
    const forgetful = { ...memorySecrets('keychain'), get: () => Promise.resolve(null) };
    const one = await createTestCompanion({ ports: { secretStores: [forgetful] } });
    expect(await codeOf(signIn(one))).toBe('secret-store-locked');
  });

  test('a locked keychain signs nobody out: it is said, and forgotten when it opens', async () => {
    const keychain = memorySecrets('keychain');
    const settings = memorySettings({ version: 1, cloudUrl });
    const first = await createTestCompanion({ ports: { secretStores: [keychain], settingsStore: settings } });
    await signIn(first);
    let isLocked = true;
    const door = {
      ...keychain,
      get: (key: string) =>
        isLocked ? Promise.reject(new Failure('secret-store-locked', { store: 'keychain' })) : keychain.get(key),
    };
    const again = await createTestCompanion({
      folder: first.folder,
      cloud: first.cloud,
      clock: first.clock,
      ports: { secretStores: [door], settingsStore: settings },
    });
    expect(await show(again)).toEqual({ state: 'signed-out', why: 'secret-store-locked' });
    expect((await again.client.companion.status.show({})).notices).toMatchObject([
      { kind: 'secret-store-unavailable' },
    ]);
    isLocked = false;
    expect(await show(again)).toMatchObject({ state: 'signed-in' });
    expect((await again.client.companion.status.show({})).notices).toEqual([]);
  });

  test('a keychain that stays locked is forgotten once somebody signs in into another place', async () => {
    const locked = () => Promise.reject(new Failure('secret-store-locked', { store: 'keychain' }));
    const keychain = { ...memorySecrets('keychain'), get: locked, set: locked };
    const file = memorySecrets('private-file');
    const first = await createTestCompanion();
    await signIn(first);
    const settings = memorySettings({ version: 1, cloudUrl, secretPlace: 'keychain', allowPrivateFile: true });
    const one = await createTestCompanion({
      folder: first.folder,
      clock: first.clock,
      cloud: first.cloud,
      ports: { secretStores: [keychain, file], settingsStore: settings },
    });
    expect(await show(one)).toEqual({ state: 'signed-out', why: 'secret-store-locked' });
    expect(one.companion.status().notices).toMatchObject([{ kind: 'secret-store-unavailable' }]);
    await signIn(one);
    expect(one.companion.status()).toMatchObject({ session: { state: 'signed-in' }, notices: [] });
  });

  test('a token from the environment is never written anywhere', async () => {
    const keychain = memorySecrets('keychain');
    const clock = createFakeClock();
    const cloud = createFakeCloud({ now: clock.now });
    cloud.tokens.add('from-environment');
    const one = await createTestCompanion({
      clock,
      cloud,
      ports: { environmentToken: 'from-environment', secretStores: [keychain] },
    });
    cloud.rows.push(testRow('xr'));
    expect(await one.client.companion.license.list({})).toHaveLength(1);
    expect(keychain.kept.size).toBe(0);
    expect((await one.client.companion.settings.show({})).secretPlace).toBe('memory');
  });
});

describe('a session that goes on', () => {
  test('is found again at the next start, also when the cloud cannot be reached', async () => {
    const keychain = memorySecrets('keychain');
    const settings = memorySettings({ version: 1, cloudUrl });
    const one = await createTestCompanion({ ports: { secretStores: [keychain], settingsStore: settings } });
    await signIn(one);
    one.cloud.trouble = unreachable;
    const two = await createTestCompanion({
      folder: one.folder,
      cloud: one.cloud,
      clock: one.clock,
      ports: { secretStores: [keychain], settingsStore: settings },
    });
    expect(await show(two)).toMatchObject({ state: 'signed-in', who: { person: { name: 'Ingrid Aas' } } });
    expect((await two.client.companion.organization.list({})).memberships).toHaveLength(2);
  });

  test('A3: ended elsewhere: said so, and the leases go on', async () => {
    const one = await createTestCompanion();
    await signIn(one);
    await one.client.companion.license.pick({ license: 'xr' });
    one.cloud.tokens.clear();
    expect(await codeOf(one.client.companion.license.list({}))).toBe('not-signed-in');
    expect(await show(one)).toEqual({ state: 'signed-out', why: 'ended-elsewhere' });
    expect(await one.client.companion.license.held({})).toHaveLength(1);
    expect(await one.client.companion.license.heartbeat({})).toHaveLength(1);
  });

  test('ends at the cloud when another one replaces it, but not that of the environment', async () => {
    const one = await createTestCompanion();
    await signIn(one);
    await signIn(one);
    expect([...one.cloud.tokens]).toEqual(['token-2']);
    one.cloud.answers['session.signOut'] = () => {
      throw unreachable;
    };
    expect((await signIn(one)).person.name).toBe('Ingrid Aas');

    const clock = createFakeClock();
    const cloud = createFakeCloud({ now: clock.now });
    cloud.tokens.add('from-environment');
    const unattended = await createTestCompanion({ clock, cloud, ports: { environmentToken: 'from-environment' } });
    await signIn(unattended);
    expect([...cloud.tokens]).toEqual(['from-environment', 'token-1']);
  });

  test('T2: is shown anew once the page changed it at the cloud', async () => {
    const one = await createTestCompanion();
    await signIn(one);
    await one.client.cloud.organization.setDefault({ organization: 'fjord' });
    expect(one.companion.status().session).toMatchObject({ state: 'signed-in', current: 'fjord' });
    const asked = one.cloud.calls.length;
    await one.client.cloud.license.usable({});
    expect(one.cloud.calls).toHaveLength(asked + 1);
  });

  test('an answer to a call of an earlier session does not end the one of now', async () => {
    const one = await createTestCompanion();
    await signIn(one);
    let refuse: (error: Failure) => void = () => undefined;
    one.cloud.answers['license.usable'] = () => new Promise((_, reject) => (refuse = reject));
    const late = one.client.companion.license.list({});
    await one.clock.settle();
    await one.client.companion.session.signOut({});
    await signIn(one);
    refuse(new Failure('not-signed-in', {}));
    expect(await codeOf(late)).toBe('not-signed-in');
    expect(await show(one)).toMatchObject({ state: 'signed-in' });
  });
});

describe('A3: signing out', () => {
  test('keeps the leases, unless asked otherwise', async () => {
    const one = await createTestCompanion();
    await signIn(one);
    await one.client.companion.license.pick({ license: 'xr' });
    expect(await one.client.companion.session.signOut({})).toEqual({ released: 0 });
    expect(await one.client.companion.license.held({})).toHaveLength(1);
    await signIn(one);
    expect(await one.client.companion.session.signOut({ release: true })).toEqual({ released: 1 });
    expect(await one.client.companion.license.held({})).toEqual([]);
    expect(one.cloud.tokens.size).toBe(0);
  });

  test('works without a network', async () => {
    const keychain = memorySecrets('keychain');
    const one = await createTestCompanion({ ports: { secretStores: [keychain] } });
    await signIn(one);
    one.cloud.trouble = unreachable;
    await one.client.companion.session.signOut({});
    expect(await show(one)).toEqual({ state: 'signed-out', why: 'by-person' });
    expect(keychain.kept.size).toBe(0);
  });
});

test('a keychain that is locked on a machine where nobody ever signed in hides nothing', async () => {
  const locked = () => Promise.reject(new Failure('secret-store-locked', { store: 'keychain' }));
  const first = await createTestCompanion();
  await signIn(first);
  const one = await createTestCompanion({
    folder: first.folder,
    clock: first.clock,
    cloud: first.cloud,
    ports: { secretStores: [{ ...memorySecrets('keychain'), get: locked }] },
  });
  expect(await show(one)).toEqual({ state: 'signed-out', why: 'never' });
  expect(one.companion.status().notices).toEqual([]);
});
