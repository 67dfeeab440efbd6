import { basename } from 'node:path';

/** What `systeminformation` says about a disk, or a part of one; as far as it matters here. */
export interface BlockDevice {
  name: string;
  label: string;
  mount: string;
  model: string;
  removable: boolean;
  protocol: string;
  physical: string;
}

/** A stick as it is mounted: where, and what people call it. */
export interface Stick {
  path: string;
  label: string;
}

/** Where desktops mount what a person plugs in. */
const pluggedIn = ['/media/', '/run/media/'];
/** What is mounted there all the same, but is no stick. */
const notOnes = new Set(['proc', 'sysfs', 'autofs', 'overlay', 'squashfs', 'tmpfs', 'nsfs', 'cgroup2', 'fuse.portal']);

/** The sticks in `/proc/self/mounts`: what the kernel calls removable, what hangs on USB, what a desktop mounted for a person. */
export function linuxSticks(mounts: string, devices: readonly BlockDevice[]): Stick[] {
  const lines = mounts.split('\n').map((line) => line.split(' ').map(unescaped));
  const sticks = lines.flatMap(([source = '', path = '', type = '']) => {
    const device = devices.find(({ name }) => `/dev/${name}` === source);
    const isStick =
      (device !== undefined && path !== '/' && isPluggable(device, devices)) ||
      (pluggedIn.some((folder) => path.startsWith(folder)) && !notOnes.has(type));
    return isStick ? [{ path, label: device?.label || basename(path) }] : [];
  });
  return sticks.filter(({ path }, at) => sticks.findIndex((stick) => stick.path === path) === at);
}

/** The volumes that are removable or hang on USB; all of them where the system does not say more. */
export function macosSticks(volumes: readonly string[], devices: readonly BlockDevice[]): Stick[] {
  const known = devices.filter(({ mount }) => mount !== '');
  return volumes.flatMap((path) => {
    const device = known.find(({ mount }) => mount === path);
    if (known.length > 0 && !(device && isPluggable(device, devices))) return [];
    return [{ path, label: device?.label || basename(path) }];
  });
}

/** The letters of removable drives. */
export function windowsSticks(devices: readonly BlockDevice[]): Stick[] {
  return devices
    .filter(({ removable, physical, mount }) => (removable || physical === 'CD/DVD') && /^[C-Z]:$/.test(mount))
    .map(({ mount, label }) => ({ path: `${mount}\\`, label: label || mount }));
}

/** A part says little about itself: the disk it is on knows how it is connected. */
function isPluggable(device: BlockDevice, all: readonly BlockDevice[]): boolean {
  const disk = all.find(({ name }) => name !== device.name && /^\D/.test(name) && isPartOf(device.name, name));
  return [device, disk].some((one) => one && (one.removable || /usb|secure digital/i.test(one.protocol)));
}

const isPartOf = (part: string, disk: string) =>
  part.startsWith(disk) && /^(p|s)?\d+(s\d+)?$/.test(part.slice(disk.length));

/** Blanks in a path are written as `\040`, letters beyond ASCII as they are. */
const unescaped = (field: string) =>
  field.replaceAll(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
