import { Button, Tooltip } from '@mantine/core';
import { IconShieldCheckFilled } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { Platform } from '#shared/models/machine.ts';
import type { ReleasedProduct, ReleaseHere } from '#shared/models/release.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { Attention } from '../../parts/attention.tsx';
import { useIsNarrow } from '../../parts/side-panel.tsx';
import {
  choosePlatform,
  isInLibrary,
  platformsOf,
  type ReleaseGroups,
  splitArtifacts,
} from '../../state/release-lines.ts';
import { useStatus, useZone } from '../../state/use.tsx';
import { SaveToUsbDialog } from '../library/save-to-usb-dialog.tsx';
import { ArtifactRows } from './artifact-rows.tsx';
import { MainCard } from './main-card.tsx';
import { NotesCard } from './notes-card.tsx';
import { platformOfBrowser } from './platform-of-browser.ts';
import { PlatformSelect } from './platform-select.tsx';
import { VersionMenu } from './version-menu.tsx';
import css from './downloads.module.css';

const words = text.window.downloads;

interface ReleaseViewProps {
  publisher: string | null;
  product: ReleasedProduct;
  releases: readonly ReleaseHere[];
  groups: ReleaseGroups;
  release: ReleaseHere;
  onChoose: (version: string) => void;
}

/** One version: its installer at the left, its other files at the right, its notes below. */
export function ReleaseView(props: ReleaseViewProps) {
  const { publisher, product, releases, groups, release, onChoose } = props;
  const zone = useZone();
  const narrow = useIsNarrow();
  const here = useStatus((status) => status.machine.platform) ?? platformOfBrowser(navigator.userAgent);
  const [wanted, want] = useState<Platform | null>(null);
  const [saving, save] = useState<readonly string[] | null>(null);
  const offered = platformsOf(release);
  const platform = choosePlatform(offered, wanted, here);
  const { main, others } = useMemo(() => splitArtifacts(release, platform), [release, platform]);
  const name = `${product.name} ${release.version}`;
  return (
    <article className={css.view} aria-label={name}>
      <header className={css.viewHead}>
        <h2 className={css.viewTitle}>{name}</h2>
        {narrow && <VersionMenu groups={groups} chosen={release.version} onChoose={onChoose} />}
        <span className={css.viewDate}>{dates.day(release.releasedAt, zone)}</span>
        {platform !== null && <PlatformSelect offered={offered} chosen={platform} onChoose={want} />}
        {publisher !== null && (
          <Tooltip label={words.signedByHint}>
            <span className={css.signed}>
              <IconShieldCheckFilled size={16} aria-hidden />
              {words.signedBy(publisher)}
            </span>
          </Tooltip>
        )}
      </header>
      {release.yanked !== null && <Yanked release={release} groups={groups} onChoose={onChoose} />}
      <div className={css.cards} data-single={main === null || others.length === 0 || undefined}>
        {main ? (
          <MainCard release={release} artifact={main} glyph={product.glyph} here={here} onSave={save} />
        ) : (
          platform !== null && <p className={css.noInstaller}>{words.noInstaller(words.platforms[platform])}</p>
        )}
        {others.length > 0 && <ArtifactRows release={release} artifacts={others} />}
      </div>
      <NotesCard product={product.name} release={release} releases={releases} />
      <SaveToUsbDialog
        release={saving && release}
        artifacts={saving ?? []}
        opened={saving !== null}
        onClose={() => save(null)}
      />
    </article>
  );
}

/** Why nobody should use it any more, and what to use. */
function Yanked({ release, groups, onChoose }: Pick<ReleaseViewProps, 'release' | 'groups' | 'onChoose'>) {
  const latest = groups.latest?.version ?? null;
  return (
    <div className={css.yankedNote}>
      <Attention
        state="ended"
        title={words.yankedTitle(release.version)}
        ways={
          latest !== null && (
            <Button size="sm" onClick={() => onChoose(latest)}>
              {words.showLatest(latest)}
            </Button>
          )
        }
      >
        <p>{release.yanked}</p>
        <p>
          {words.yankedNext(latest)} {isInLibrary(release) && words.yankedHere}
        </p>
      </Attention>
    </div>
  );
}
