import { Button } from '@mantine/core';
import { IconFolderOpen, IconPlayerPlay } from '@tabler/icons-react';
import type { ArtifactHere, LibraryEntry, ReleaseHere } from '#shared/models/release.ts';
import { text } from '#shared/text/index.ts';
import { line } from '../../parts/icons.ts';
import { Tally } from '../../parts/tally.tsx';
import { SaveToUsb } from './free-acts.tsx';
import { useEntry } from './use-artifact.ts';
import { useReveal } from './use-reveal.ts';
import css from './downloads.module.css';

const words = text.window.downloads;

interface HereActsProps {
  release: ReleaseHere;
  artifact: ArtifactHere;
  /** It is for the system of this machine. */
  isForHere: boolean;
  onInstall: (entry: LibraryEntry) => void;
  onSave: (() => void) | null;
}

/** It is on this machine, verified: install it, look at it, carry it on. */
export function HereActs({ release, artifact, isForHere, onInstall, onSave }: HereActsProps) {
  const { product, version } = release;
  const ref = { product, version, artifact: artifact.id };
  const entry = useEntry(ref);
  const reveal = useReveal();
  return (
    <>
      <div className={css.mainBody}>
        <Tally state="on">{words.onThisMachine}</Tally>
        <p>{isForHere ? words.fetch.here : words.fetch.hereOther}</p>
      </div>
      <div className={css.mainActs}>
        {isForHere && (
          <Button
            variant="filled"
            className={css.mainAct}
            data-main-act
            disabled={entry === null}
            leftSection={<IconPlayerPlay {...line} />}
            onClick={() => entry && onInstall(entry)}
          >
            {words.install}
          </Button>
        )}
        <Button
          className={isForHere ? undefined : css.mainAct}
          data-main-act={isForHere ? undefined : true}
          leftSection={<IconFolderOpen {...line} />}
          onClick={() => void reveal(ref)}
        >
          {words.show}
        </Button>
        {onSave && <SaveToUsb onSave={onSave} />}
      </div>
    </>
  );
}
