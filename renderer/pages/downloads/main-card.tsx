import { useEffect, useRef, useState } from 'react';
import type { Platform } from '#shared/models/machine.ts';
import type { Glyph } from '#shared/models/catalogue.ts';
import type { ArtifactHere, LibraryEntry, ReleaseHere } from '#shared/models/release.ts';
import { text } from '#shared/text/index.ts';
import { CopyCode } from '../../parts/copy.tsx';
import { ProductGlyph } from '../../parts/product-glyph.tsx';
import { FailureNote } from '../../parts/states.tsx';
import { Tally } from '../../parts/tally.tsx';
import { kindAndSizeOf } from '../../state/transfer-lines.ts';
import { useApi } from '../../state/use.tsx';
import { InstallDialog } from '../library/install-dialog.tsx';
import { FreeActs } from './free-acts.tsx';
import { HereActs } from './here-acts.tsx';
import { UnderWay } from './under-way.tsx';
import { useFetchOf, useStanding } from './use-artifact.ts';
import css from './downloads.module.css';

const words = text.window.downloads;

interface MainCardProps {
  release: ReleaseHere;
  artifact: ArtifactHere;
  glyph: Glyph;
  /** The system of this machine. */
  here: Platform | null;
  onSave: (artifacts: readonly string[]) => void;
}

/** What most people come for: the installer, what it would cost, and the one button. */
export function MainCard({ release, artifact, glyph, here, onSave }: MainCardProps) {
  const { companion } = useApi();
  const standing = useStanding(release, artifact);
  const fetching = useFetchOf(release);
  const [installing, install] = useState<LibraryEntry | null>(null);
  const { is } = standing;
  const card = useRef<HTMLElement>(null);
  const wasAsked = useRef(false);
  useEffect(() => {
    if (is === 'free' || !wasAsked.current) return;
    wasAsked.current = false;
    // The button that was pressed is gone; whoever pressed it goes on with the one in its place.
    if (document.activeElement === document.body) card.current?.querySelector<HTMLElement>('[data-main-act]')?.focus();
  }, [is]);
  const fetch = () => {
    wasAsked.current = true;
    void fetching.run(artifact);
  };
  const save = companion && (() => onSave([artifact.id]));
  const common = { release, artifact, onSave: save };
  return (
    <section ref={card} className={css.main} aria-label={artifact.title}>
      <div className={css.mainHead}>
        <ProductGlyph glyph={glyph} big />
        <div>
          <h3 className={css.mainTitle}>{artifact.title}</h3>
          <p className={css.second}>{kindAndSizeOf(artifact, artifact.size)}</p>
        </div>
      </div>
      {release.yanked !== null ? (
        <div className={css.mainBody}>
          {is === 'here' && <Tally state="on">{words.onThisMachine}</Tally>}
          <p>{words.notOffered}</p>
        </div>
      ) : is === 'here' ? (
        <HereActs
          {...common}
          isForHere={artifact.platform === null || artifact.platform === here}
          onInstall={install}
        />
      ) : standing.is === 'free' ? (
        <FreeActs {...common} busy={fetching.busy} onFetch={fetch} />
      ) : (
        <UnderWay standing={standing} />
      )}
      <FailureNote failure={fetching.failure} />
      {!companion && <CopyCode label={words.sha256} value={artifact.sha256} />}
      {companion && <InstallDialog companion={companion} entry={installing} onClose={() => install(null)} />}
    </section>
  );
}
