import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { Drive } from '#shared/models/offline.ts';
import type { CarriedRelease } from '#shared/models/release.ts';
import { text } from '#shared/text/index.ts';
import { toast } from '../parts/toast.tsx';
import { foundOn, isOfInterest, shortNameOf } from '../state/offline-places.ts';
import { offeredOn } from '../state/usb.ts';
import { useApi, useStatus } from '../state/use.tsx';
import css from './shell.module.css';

const words = text.window.offline.drives;
const { offer: releaseWords } = text.window.library;

const AddFromUsbDialog = lazy(async () => ({
  default: (await import('../pages/library/add-from-usb-dialog.tsx')).AddFromUsbDialog,
}));

/** A stick with Greenroom files or releases was put in: says so once, calmly, with the way to where it is used. */
export function DriveOffer() {
  const { companion } = useApi();
  const drives = useStatus((status) => status.drives);
  const [path, go] = useLocation();
  const [adding, add] = useState(false);
  const before = useRef<readonly Drive[] | null>(null);
  useEffect(() => {
    if (!drives) return;
    // What was in this machine when the window opened is no news.
    const known = before.current ?? drives;
    before.current = drives;
    const isNew = (drive: Drive) =>
      isOfInterest(drive) && !known.some((before) => before.id === drive.id && isOfInterest(before));
    for (const gone of known.filter(({ id }) => drives.every((drive) => drive.id !== id))) {
      notifications.hide(toastOf(gone));
      notifications.hide(releaseToastOf(gone));
    }
    const arrived = drives.filter(({ id }) => known.every((drive) => drive.id !== id));
    if (companion && arrived.length > 0)
      // Nobody asked, so nobody is told when sticks cannot be looked at.
      void companion.library
        .carried({})
        .then((carried) => {
          for (const drive of arrived) offerReleases(drive, offeredOn(carried, drive.id), () => add(true));
        })
        .catch(() => {});
    if (path === '/offline') return;
    for (const drive of drives.filter(isNew)) offerFiles(drive, () => go('/offline'));
  }, [companion, drives, path, go]);
  return (
    <Suspense>
      {adding && <AddFromUsbDialog opened onClose={() => add(false)} onAdded={() => go('/downloads')} />}
    </Suspense>
  );
}

const toastOf = ({ id }: Drive) => `drive-${id}`;
const releaseToastOf = ({ id }: Drive) => `drive-releases-${id}`;

function offerFiles(drive: Drive, open: () => void): void {
  offer(toastOf(drive), words.offer(shortNameOf(drive)), whatIsOn(drive), { label: words.open, run: open });
}

function offerReleases(drive: Drive, [first, ...others]: readonly CarriedRelease[], open: () => void): void {
  if (!first) return;
  const name = `${first.productName} ${first.version}`;
  const what = others.length === 0 ? name : `${name} ${releaseWords.more(others.length)}`;
  const title = releaseWords.title(shortNameOf(drive));
  offer(releaseToastOf(drive), title, what, { label: releaseWords.add, run: open });
}

function offer(id: string, title: string, what: string, way: { label: string; run: () => void }): void {
  toast({
    id,
    tally: 'held',
    icon: 'check',
    title,
    message: (
      <span className={css.offer}>
        <span>{what}</span>
        <Button
          size="sm"
          onClick={() => {
            notifications.hide(id);
            way.run();
          }}
        >
          {way.label}
        </Button>
      </span>
    ),
  });
}

function whatIsOn(drive: Drive): string {
  const { requests, others, forHere, trustRoots } = foundOn(drive);
  return [
    ...(forHere.length > 0 ? [words.forHere(forHere.length)] : []),
    ...(requests + others > 0 ? [words.forOthers(requests + others)] : []),
    ...(trustRoots.length > 0 ? [words.root] : []),
  ].join(', ');
}
