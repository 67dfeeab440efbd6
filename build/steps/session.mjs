import { existsSync } from 'node:fs';
import { hasDisplay } from './electron.mjs';

/** An unlocked keyring in a folder that is thrown away; then the command. */
const withKeyring = `
XDG_DATA_HOME=$(mktemp -d) && export XDG_DATA_HOME && trap 'rm -rf "$XDG_DATA_HOME"' EXIT
printf test | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
"$@"`;

/**
 * Wraps a command so that it finds a keychain and a screen, as on a desktop. What is here already is used.
 * @param {string[]} command
 */
export function inDesktopSession(command) {
  let wrapped = command;
  if (!process.env.DBUS_SESSION_BUS_ADDRESS && existsSync('/usr/bin/gnome-keyring-daemon')) {
    wrapped = ['dbus-run-session', '--', 'sh', '-c', withKeyring, 'sh', ...wrapped];
  }
  if (!hasDisplay() && existsSync('/usr/bin/xvfb-run')) {
    wrapped = ['xvfb-run', '-a', '--server-args=-screen 0 1600x1000x24', ...wrapped];
  }
  return wrapped;
}
