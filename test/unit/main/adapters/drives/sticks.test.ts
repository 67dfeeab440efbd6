import { describe, expect, it } from 'vitest';
import { type BlockDevice, linuxSticks, macosSticks, windowsSticks } from '#main/adapters/drives/sticks.ts';

const device = (name: string, change: Partial<BlockDevice> = {}): BlockDevice => ({
  name,
  label: '',
  mount: '',
  model: '',
  removable: false,
  protocol: '',
  physical: '',
  ...change,
});

describe('Linux', () => {
  const devices = [
    device('sda', { protocol: 'sata' }),
    device('sda1', { mount: '/', label: 'root' }),
    device('sdb', { protocol: 'usb', removable: true }),
    device('sdb1', { label: 'TRUCK 2' }),
    device('sdc', { protocol: 'usb' }),
    device('sdc1'),
    device('mmcblk0', { removable: true }),
    device('mmcblk0p1', { label: 'CARD' }),
    device('nvme0n1', { protocol: 'nvme' }),
    device('nvme0n1p1', { label: 'ESP' }),
    device('sr0', { removable: true, label: 'DISC' }),
  ];
  const mounts = [
    'proc /proc proc rw 0 0',
    '/dev/sda1 / ext4 rw 0 0',
    '/dev/nvme0n1p1 /boot/efi vfat rw 0 0',
    '/dev/sdb1 /mnt/stick\\040one vfat rw 0 0',
    '/dev/sdc1 /srv/usb-disk exfat rw 0 0',
    '/dev/mmcblk0p1 /run/media/jo/CARD vfat rw 0 0',
    '/dev/mapper/luks-1 /media/jo/SAFE ext4 rw 0 0',
    '/dev/sr0 /media/cdrom iso9660 ro 0 0',
    'portal /run/media/jo/doc fuse.portal rw 0 0',
    '',
  ].join('\n');

  it('what is removable, hangs on USB, or was mounted for a person; nothing of the system', () => {
    expect(linuxSticks(mounts, devices)).toEqual([
      { path: '/mnt/stick one', label: 'TRUCK 2' },
      { path: '/srv/usb-disk', label: 'usb-disk' },
      { path: '/run/media/jo/CARD', label: 'CARD' },
      { path: '/media/jo/SAFE', label: 'SAFE' },
      { path: '/media/cdrom', label: 'DISC' },
    ]);
  });
  it('also where the system says nothing about its disks', () => {
    expect(linuxSticks(mounts, []).map(({ path }) => path)).toEqual([
      '/run/media/jo/CARD',
      '/media/jo/SAFE',
      '/media/cdrom',
    ]);
    expect(linuxSticks('', [])).toEqual([]);
  });
  it('a root on a stick is no stick', () => {
    expect(linuxSticks('/dev/sdb1 / ext4 rw 0 0', devices)).toEqual([]);
  });
});

it('macOS: volumes that can be pulled out', () => {
  const devices = [
    device('disk1s1', { mount: '/Volumes/Backup', protocol: 'PCI-Express' }),
    device('disk4', { protocol: 'USB' }),
    device('disk4s1', { mount: '/Volumes/TRUCK 2', label: 'TRUCK 2' }),
    device('disk5s1', { mount: '/Volumes/CARD', removable: true }),
  ];
  const volumes = ['/Volumes/Backup', '/Volumes/TRUCK 2', '/Volumes/CARD', '/Volumes/share'];
  expect(macosSticks(volumes, devices)).toEqual([
    { path: '/Volumes/TRUCK 2', label: 'TRUCK 2' },
    { path: '/Volumes/CARD', label: 'CARD' },
  ]);
  expect(macosSticks(['/Volumes/CARD'], [])).toEqual([{ path: '/Volumes/CARD', label: 'CARD' }]);
});

it('Windows: letters of removable drives and discs', () => {
  const devices = [
    device('C:', { mount: 'C:', physical: 'Local', label: 'System' }),
    device('E:', { mount: 'E:', physical: 'Removable', removable: true, label: 'TRUCK2' }),
    device('F:', { mount: 'F:', physical: 'CD/DVD' }),
    device('Z:', { mount: 'Z:', physical: 'Network', label: 'share' }),
  ];
  expect(windowsSticks(devices)).toEqual([
    { path: 'E:\\', label: 'TRUCK2' },
    { path: 'F:\\', label: 'F:' },
  ]);
});
