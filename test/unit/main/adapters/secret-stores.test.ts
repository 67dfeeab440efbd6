import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createKeychain } from '#main/adapters/secret-keychain.ts';
import { createPrivateFile } from '#main/adapters/secret-private-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'greenroom-secrets-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the private file', () => {
  it('keeps secrets sealed, and to this person', async () => {
    const store = createPrivateFile(folder);
    await store.set('session', 'token-of-ingrid');
    expect(await createPrivateFile(folder).get('session')).toBe('token-of-ingrid');
    const onDisk = readFileSync(store.name, 'utf8');
    expect(onDisk).not.toContain('token-of-ingrid');
    expect(statSync(store.name).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'secrets.key')).mode & 0o777).toBe(0o600);
    await store.delete('session');
    expect(await store.get('session')).toBeNull();
  });
  it('takes a damaged or changed file for an empty one', async () => {
    const store = createPrivateFile(folder);
    await store.set('a', 'one');
    const { a } = JSON.parse(readFileSync(store.name, 'utf8')) as { a: string };
    writeFileSync(store.name, JSON.stringify({ b: a }));
    expect(await store.get('b')).toBeNull();
    writeFileSync(store.name, '{"a":');
    expect(await store.get('a')).toBeNull();
    await store.set('a', 'two');
    expect(await store.get('a')).toBe('two');
  });
  it('says so when it cannot be written', async () => {
    writeFileSync(join(folder, 'file'), '');
    const store = createPrivateFile(join(folder, 'file', 'settings'));
    await expect(store.set('a', 'one')).rejects.toMatchObject({ code: 'state-not-writable' });
  });
});

describe('the keychain', () => {
  it('is not there where its package is not, which is no error', async () => {
    expect(
      await createKeychain({ service: 'test', load: () => Promise.reject(new Error('not installed')) }),
    ).toBeNull();
  });
  it('is locked, not silent, when it fails or takes too long', async () => {
    const never = () => new Promise<never>(() => {});
    const slow = await createKeychain({
      service: 'test',
      patience: 20,
      load: async () => ({ getPassword: never, setPassword: never, deletePassword: never }),
    });
    await expect(slow?.get('session')).rejects.toMatchObject({ code: 'secret-store-locked' });
  });

  const hasKeyring = ['dbus-run-session', 'gnome-keyring-daemon'].every((program) => existsSync(`/usr/bin/${program}`));
  const script = (unlock: string) => `
    export XDG_RUNTIME_DIR=${folder} HOME=${folder} XDG_DATA_HOME=${folder}
    ${unlock}
    exec ${process.execPath} --input-type=module -e '
      import { createKeychain } from "${new URL('../../../../main/adapters/secret-keychain.ts', import.meta.url).pathname}";
      const keychain = await createKeychain({ service: "Greenroom test", patience: 4000 });
      try {
        await keychain.set("session", "token-of-ingrid");
        const kept = await keychain.get("session");
        await keychain.delete("session");
        console.log(JSON.stringify({ kept, after: await keychain.get("session") }));
      } catch (error) { console.log(JSON.stringify({ code: error.code })); }
      process.exit();
    '`;
  const run = (unlock: string): unknown => {
    const { stdout, stderr } = spawnSync('dbus-run-session', ['--', 'bash', '-c', script(unlock)], {
      encoding: 'utf8',
      timeout: 30_000,
      // Without a screen a keyring cannot ask, and says so instead of waiting for somebody.
      env: { ...process.env, DISPLAY: undefined },
    });
    const line = stdout.split('\n').find((each) => each.startsWith('{'));
    if (!line) throw new Error(stdout + stderr);
    return JSON.parse(line);
  };

  it.skipIf(!hasKeyring)(
    'keeps, gives back and forgets in a real keyring',
    () => {
      expect(run('echo -n secret | gnome-keyring-daemon --unlock --components=secrets >/dev/null')).toEqual({
        kept: 'token-of-ingrid',
        after: null,
      });
    },
    60_000,
  );
  it.skipIf(!hasKeyring)(
    'is locked where no keyring runs',
    () => {
      expect(run('true')).toEqual({ code: 'secret-store-locked' });
    },
    60_000,
  );
});
