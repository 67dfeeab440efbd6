import { existsSync } from 'node:fs';
import { run } from './run.mjs';
import { say } from './say.mjs';

/** What the tests use of the system, and which Debian package brings it. */
const packageOf = {
  '/usr/bin/chromium': 'chromium',
  '/usr/bin/xvfb-run': 'xvfb',
  '/usr/bin/xauth': 'xauth',
  '/usr/bin/dbus-run-session': 'dbus',
  '/usr/bin/gnome-keyring-daemon': 'gnome-keyring',
  '/usr/include/libsecret-1/libsecret/secret.h': 'libsecret-1-dev',
  '/usr/bin/jq': 'jq',
  '/usr/bin/minisign': 'minisign',
  '/usr/bin/pg_ctlcluster': 'postgresql',
};

/** Installs what is missing where it may (Debian, as root); elsewhere says what is missing and goes on without it. */
export async function installSystemParts() {
  const missing = Object.entries(packageOf).flatMap(([file, name]) => (existsSync(file) ? [] : [name]));
  if (process.platform !== 'linux' || missing.length === 0) return;
  const command = `apt-get install ${missing.join(' ')}`;
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) {
    return say(`Not here: ${missing.join(', ')}. Tests that need them are skipped; to run them: sudo ${command}`);
  }
  say(`Installing from Debian: ${missing.join(', ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { quiet: true, env });
  const { ok, output } = await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], {
    quiet: true,
    env,
  });
  if (!ok) say(`That did not work; tests that need them are skipped.\n${output}`);
}
