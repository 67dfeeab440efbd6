import { Button } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import type { Drive } from '#shared/models/offline.ts';
import { text } from '#shared/text/index.ts';
import type { CompanionClient } from '../../api/api.ts';
import { chooseFiles } from '../../parts/choose-files.ts';
import { line } from '../../parts/icons.ts';
import { FailureNote } from '../../parts/states.tsx';
import { Tally } from '../../parts/tally.tsx';
import { foundOn, shortNameOf } from '../../state/offline-places.ts';
import { readArrival } from '../../state/offline-files.ts';
import { useAction } from '../../state/use.tsx';
import { Failure } from '#shared/errors.ts';
import { useApply } from '../inspect/use-apply.ts';
import { Step } from './step.tsx';
import css from './offline.module.css';

const words = text.window.offline.apply;

/** Step 3: the answer, from a file. */
export function ApplyStep({ number, isLocked }: { number: number; isLocked: boolean }) {
  const apply = useApply();
  const fromFiles = useAction(async () => {
    const chosen = await chooseFiles();
    if (chosen.length === 0) return;
    const { pieces } = await readArrival(chosen, {
      readPicture: async (picture) => (await import('../../parts/qr-read.ts')).readPicture(picture as File),
      onProgress: () => {},
      signal: new AbortController().signal,
    });
    if (pieces.length === 0) throw new Failure('file-refused', { refusal: { code: 'not-a-greenroom-file' } });
    await apply.run(pieces.map((piece) => piece.text));
  });
  return (
    <Step number={number} title={words.title} body={words.body} isLocked={isLocked}>
      {!isLocked && (
        <div className={css.buttons}>
          <Button
            size="sm"
            loading={fromFiles.busy}
            leftSection={<IconFileImport {...line} />}
            onClick={() => void fromFiles.run()}
          >
            {words.file}
          </Button>
        </div>
      )}
      <FailureNote failure={apply.failure ?? fromFiles.failure} />
    </Step>
  );
}

/** A stick holds something for this machine: the one thing to do here next. */
export function WaitingHere({ companion, drives }: { companion: CompanionClient; drives: readonly Drive[] }) {
  const apply = useApply();
  const fromDrive = useAction(async ({ id }: Drive, files: string[]) => {
    const read = await companion.drive.read({ drive: id, files });
    await apply.run(read.map((file) => file.text));
  });
  const waiting = drives.flatMap((drive) => {
    const { forHere } = foundOn(drive);
    return forHere.length > 0 ? [{ drive, forHere }] : [];
  });
  const failure = apply.failure ?? fromDrive.failure;
  if (waiting.length === 0 && !failure) return null;
  return (
    <>
      {waiting.map(({ drive, forHere }) => (
        <div key={drive.id} className={css.found}>
          <Tally state="held" icon="check">
            {words.found(shortNameOf(drive), forHere.length)}
          </Tally>
          <Button
            size="sm"
            variant="filled"
            loading={fromDrive.busy}
            leftSection={<IconFileImport {...line} />}
            onClick={() => void fromDrive.run(drive, forHere)}
          >
            {words.fromDrive(shortNameOf(drive))}
          </Button>
        </div>
      ))}
      <FailureNote failure={failure} />
    </>
  );
}
