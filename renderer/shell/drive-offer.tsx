import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import type { Drive } from '#shared/models/offline.ts';
import { text } from '#shared/text/index.ts';
import { toast } from '../parts/toast.tsx';
import { foundOn, isOfInterest, shortNameOf } from '../state/offline-places.ts';
import { useStatus } from '../state/use.tsx';
import css from './shell.module.css';

const words = text.window.offline.drives;

/** A stick with Greenroom files was put in: says so once, calmly, with the way to the page where it is used. */
export function DriveOffer() {
  const drives = useStatus((status) => status.drives);
  const [path, go] = useLocation();
  const before = useRef<readonly Drive[] | null>(null);
  useEffect(() => {
    if (!drives) return;
    // What was in this machine when the window opened is no news.
    const known = before.current ?? drives;
    before.current = drives;
    const isNew = (drive: Drive) =>
      isOfInterest(drive) && !known.some((before) => before.id === drive.id && isOfInterest(before));
    for (const gone of known.filter(({ id }) => drives.every((drive) => drive.id !== id)))
      notifications.hide(toastOf(gone));
    if (path === '/offline') return;
    for (const drive of drives.filter(isNew))
      toast({
        id: toastOf(drive),
        tally: 'held',
        icon: 'check',
        title: words.offer(shortNameOf(drive)),
        message: (
          <span className={css.offer}>
            <span>{whatIsOn(drive)}</span>
            <Button
              size="sm"
              onClick={() => {
                notifications.hide(toastOf(drive));
                go('/offline');
              }}
            >
              {words.open}
            </Button>
          </span>
        ),
      });
  }, [drives, path, go]);
  return null;
}

const toastOf = ({ id }: Drive) => `drive-${id}`;

function whatIsOn(drive: Drive): string {
  const { requests, others, forHere, trustRoots } = foundOn(drive);
  return [
    ...(forHere.length > 0 ? [words.forHere(forHere.length)] : []),
    ...(requests + others > 0 ? [words.forOthers(requests + others)] : []),
    ...(trustRoots.length > 0 ? [words.root] : []),
  ].join(', ');
}
