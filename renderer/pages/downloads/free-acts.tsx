import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconDeviceUsb, IconDownload } from '@tabler/icons-react';
import type { ArtifactHere, Estimate, ReleaseHere } from '#shared/models/release.ts';
import { text } from '#shared/text/index.ts';
import { line } from '../../parts/icons.ts';
import { useIsNarrow } from '../../parts/side-panel.tsx';
import { useEstimate } from './use-artifact.ts';
import css from './downloads.module.css';

const words = text.window.downloads;

interface FreeActsProps {
  release: ReleaseHere;
  artifact: ArtifactHere;
  busy: boolean;
  onFetch: () => void;
  /** Null in the portal. */
  onSave: (() => void) | null;
}

/** It is not here: what would be fetched, and the button that does it. */
export function FreeActs({ release, artifact, busy, onFetch, onSave }: FreeActsProps) {
  const estimate = useEstimate(release, artifact, onSave !== null);
  const fetchBytes = estimate?.fetchBytes ?? artifact.size;
  return (
    <>
      <p className={css.mainBody}>{onSave ? <Cost estimate={estimate} /> : words.fetch.portal}</p>
      <div className={css.mainActs}>
        <Button
          variant="filled"
          className={css.mainAct}
          data-main-act
          loading={busy}
          leftSection={<IconDownload {...line} />}
          onClick={onFetch}
        >
          {fetchBytes === 0 ? words.build : words.download(fetchBytes)}
        </Button>
        {onSave && <SaveToUsb onSave={onSave} />}
      </div>
    </>
  );
}

/** How much comes over the network, and what becomes of what is here already. */
function Cost({ estimate }: { estimate: Estimate | null }) {
  if (!estimate || estimate.reusedBytes === 0) return words.fetch.all;
  if (estimate.fetchBytes === 0) return words.fetch.nothing;
  const [before, after] = estimate.from === null ? words.fetch.parts : words.fetch.built(estimate.from);
  return (
    <>
      {before}
      <strong>{text.sizes.bytes(estimate.fetchBytes)}</strong>
      {after}
      {estimate.from === null ? words.fetch.restOfParts : words.fetch.rest}
    </>
  );
}

/** Only its icon where there is little room. */
export function SaveToUsb({ onSave }: { onSave: () => void }) {
  const icon = <IconDeviceUsb {...line} />;
  if (useIsNarrow())
    return (
      <Tooltip label={words.saveToUsb}>
        <ActionIcon variant="default" className={css.saveIcon} aria-label={words.saveToUsb} onClick={onSave}>
          {icon}
        </ActionIcon>
      </Tooltip>
    );
  return (
    <Button leftSection={icon} onClick={onSave}>
      {words.saveToUsb}
    </Button>
  );
}
