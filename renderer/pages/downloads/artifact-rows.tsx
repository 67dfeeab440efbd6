import { ActionIcon, CopyButton, Tooltip } from '@mantine/core';
import { IconCheck, IconDownload, IconHash } from '@tabler/icons-react';
import { memo, useEffect } from 'react';
import type { ArtifactHere, ReleaseHere } from '#shared/models/release.ts';
import { text } from '#shared/text/index.ts';
import { ArtifactIcon } from '../../parts/artifact-icon.tsx';
import { line } from '../../parts/icons.ts';
import { ShareRing } from '../../parts/share-ring.tsx';
import { Tally } from '../../parts/tally.tsx';
import { toastFailure } from '../../parts/toast.tsx';
import { type ArtifactStanding, verifiedShare } from '../../state/release-lines.ts';
import { kindAndSizeOf, percentOf } from '../../state/transfer-lines.ts';
import { useApi } from '../../state/use.tsx';
import { useFetchOf, useStanding } from './use-artifact.ts';
import { useReveal } from './use-reveal.ts';
import css from './downloads.module.css';

const words = text.window.downloads;

/** The other files of a release, each with where it stands or the button that fetches it. */
export function ArtifactRows({ release, artifacts }: { release: ReleaseHere; artifacts: readonly ArtifactHere[] }) {
  return (
    <ul className={css.rows} aria-label={words.files}>
      {artifacts.map((artifact) => (
        <Row key={artifact.id} release={release} artifact={artifact} />
      ))}
    </ul>
  );
}

const Row = memo(function Row({ release, artifact }: { release: ReleaseHere; artifact: ArtifactHere }) {
  const { companion } = useApi();
  const { title, kind, size, arch } = artifact;
  const about = kindAndSizeOf(artifact, size);
  const isOtherInstaller = kind === 'installer' && arch !== null;
  return (
    <li className={css.row}>
      <span className={css.rowIcon}>
        <ArtifactIcon kind={kind} />
      </span>
      <span className={css.rowWords}>
        <span className={css.rowTitle}>{title}</span>
        <span className={css.second}>{isOtherInstaller ? `${about}, ${words.archs[arch]}` : about}</span>
      </span>
      {!companion && <CopySha artifact={artifact} />}
      <RowEnd release={release} artifact={artifact} />
    </li>
  );
});

function RowEnd({ release, artifact }: { release: ReleaseHere; artifact: ArtifactHere }) {
  const standing = useStanding(release, artifact);
  const reveal = useReveal();
  if (standing.is === 'here')
    return (
      <button
        type="button"
        className={css.rowHere}
        aria-label={`${words.onThisMachine}. ${words.showNamed(artifact.title)}`}
        onClick={() => void reveal({ product: release.product, version: release.version, artifact: artifact.id })}
      >
        <Tally state="on">{words.onThisMachine}</Tally>
      </button>
    );
  if (standing.is !== 'free') return <OnItsWay standing={standing} />;
  return release.yanked === null ? <FetchIcon release={release} artifact={artifact} /> : null;
}

function OnItsWay({ standing: { is, transfer } }: { standing: Exclude<ArtifactStanding, { is: 'here' | 'free' }> }) {
  const word = text.transfers.states[transfer.state];
  if (is === 'failed') return <Tally state="ended">{word}</Tally>;
  if (is === 'waiting')
    return (
      <Tally state="soon" icon="waiting">
        {word}
      </Tally>
    );
  if (is === 'queued') return <span className={css.rowState}>{word}</span>;
  return (
    <span className={css.rowState}>
      <ShareRing share={verifiedShare(transfer)} />
      <span className={css.figure}>{is === 'paused' ? `${word}, ${percentOf(transfer)}` : percentOf(transfer)}</span>
    </span>
  );
}

function FetchIcon({ release, artifact }: { release: ReleaseHere; artifact: ArtifactHere }) {
  const fetching = useFetchOf(release);
  useEffect(() => {
    if (fetching.failure) toastFailure(fetching.failure);
  }, [fetching.failure]);
  const label = words.downloadNamed(artifact.title, artifact.size);
  return (
    <ActionIcon
      variant="default"
      size="sm"
      aria-label={label}
      loading={fetching.busy}
      onClick={() => void fetching.run(artifact)}
    >
      <IconDownload {...line} />
    </ActionIcon>
  );
}

/** For whoever checks by hand what the browser fetched. */
function CopySha({ artifact: { title, sha256 } }: { artifact: ArtifactHere }) {
  return (
    <CopyButton value={sha256}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? words.copiedSha : `${words.sha256} ${sha256.slice(0, 12)}…`}>
          <ActionIcon size="sm" aria-label={words.copySha(title)} onClick={copy}>
            {copied ? <IconCheck {...line} /> : <IconHash {...line} />}
          </ActionIcon>
        </Tooltip>
      )}
    </CopyButton>
  );
}
