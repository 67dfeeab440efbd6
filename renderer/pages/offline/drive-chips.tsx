import { Tooltip, UnstyledButton } from '@mantine/core';
import { IconDeviceUsb, IconLockFilled } from '@tabler/icons-react';
import { useEffect } from 'react';
import type { Drive } from '#shared/models/offline.ts';
import { text } from '#shared/text/index.ts';
import type { CompanionClient } from '../../api/api.ts';
import { TallyIcon } from '../../parts/tally.tsx';
import { toastFailure } from '../../parts/toast.tsx';
import { filesForIntake, foundOn, letterOf, shortNameOf, signatureOf } from '../../state/offline-places.ts';
import { makeIntake, makeSeenDrives } from '../../state/offline-kept.ts';
import { piecesOf } from '../../state/offline-files.ts';
import { useKept, useStatus, useStores } from '../../state/use.tsx';
import css from './offline.module.css';

const words = text.window.intake;

/** The sticks in this machine and what is on them for the list; a stick is read by itself when it comes, and again when pressed. */
export function DriveChips({ companion }: { companion: CompanionClient }) {
  const drives = useStatus((status) => status.drives);
  const read = useReadDrive(companion);
  const seen = useKept(makeSeenDrives);
  useEffect(() => {
    for (const drive of drives ?? []) {
      const signature = signatureOf(drive);
      if (filesForIntake(drive).length === 0 || seen.has(signature)) continue;
      seen.add(signature);
      void read(drive);
    }
  }, [drives, read, seen]);
  if (!drives || drives.length === 0) return null;
  return (
    <div className={css.chips}>
      {drives.map((drive) => {
        const { requests, others } = foundOn(drive);
        const letter = letterOf(drive.id);
        return (
          <div key={drive.id} className={css.chipAndWords}>
            <Tooltip multiline label={<ChipHint drive={drive} />}>
              <UnstyledButton
                className={css.chip}
                aria-label={[words.readDrive(shortNameOf(drive)), ...skippedWords(drive)].join('. ')}
                onClick={() => void read(drive)}
              >
                <IconDeviceUsb size={14} stroke={1.75} aria-hidden />
                {letter && <code>{letter}</code>}
                <span className={css.chipLabel}>{drive.label}</span>
                {drive.skipped.length > 0 && <TallyIcon state="soon" size={13} />}
                {!drive.isWritable && <IconLockFilled size={12} aria-label={text.window.offline.drives.readOnly} />}
              </UnstyledButton>
            </Tooltip>
            {requests + others > 0 && <span className={css.chipWords}>{words.found(requests, others)}</span>}
          </div>
        );
      })}
    </div>
  );
}

/** Where a stick is, and what on it could not be read. */
function ChipHint({ drive }: { drive: Drive }) {
  return (
    <>
      <div>{`${words.readDrive(shortNameOf(drive))} (${drive.id})`}</div>
      {skippedWords(drive).map((skipped) => (
        <div key={skipped}>{skipped}</div>
      ))}
    </>
  );
}

const mostSkipped = 4;

function skippedWords({ skipped }: Drive): string[] {
  if (skipped.length === 0) return [];
  const named = skipped.slice(0, mostSkipped).map(({ name, why }) => [name, why].filter(Boolean).join(': '));
  return [text.window.offline.drives.skipped(skipped.length), ...named];
}

/** Puts what is on a stick for whoever answers into the list. */
function useReadDrive(companion: CompanionClient): (drive: Drive) => Promise<void> {
  const intake = useKept(makeIntake);
  const { explain } = useStores();
  return async (drive) => {
    try {
      const files = await companion.drive.read({ drive: drive.id, files: filesForIntake(drive) });
      intake.add(files.flatMap(({ name, text: content }) => [...(piecesOf(name, content) ?? [])]));
    } catch (error) {
      toastFailure(explain(error));
    }
  };
}
