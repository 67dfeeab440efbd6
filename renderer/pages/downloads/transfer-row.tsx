import { IconShieldCheckFilled } from '@tabler/icons-react';
import { memo } from 'react';
import type { LibraryEntry } from '#shared/models/release.ts';
import type { Transfer } from '#shared/models/transfer.ts';
import { explain, text } from '#shared/text/index.ts';
import { SpeedGraph } from '../../parts/speed-graph.tsx';
import { Tally } from '../../parts/tally.tsx';
import { VerifiedProgress } from '../../parts/verified-progress.tsx';
import { placeName } from '../../state/offline-places.ts';
import { aboutOf, failureOf, leftOf, percentOf, speedOf, titleOf } from '../../state/transfer-lines.ts';
import { useTransfers } from '../../state/use.tsx';
import { TransferButtons } from './transfer-buttons.tsx';
import css from './dock.module.css';

const words = text.window.downloads.transfers;

interface TransferRowProps {
  id: string;
  onLeave: (transfer: Transfer) => void;
  onInstall: (entry: LibraryEntry) => void;
}

/** One transfer, drawn anew only when it has changed itself. */
export const TransferRow = memo(function TransferRow({ id, onLeave, onInstall }: TransferRowProps) {
  const transfer = useTransfers(({ byId }) => byId[id]);
  if (!transfer) return null;
  const title = titleOf(transfer);
  const speed = speedOf(transfer);
  return (
    <div
      className={css.row}
      role="group"
      aria-label={words.row(title, text.transfers.states[transfer.state])}
      data-transfer={id}
      data-state-of={transfer.state}
    >
      <div className={css.words}>
        <div className={css.line}>
          <span className={css.name}>{title}</span>
          <span className={css.about}>{aboutOf(transfer)}</span>
          <span className={css.percent}>{hasShare(transfer) && percentOf(transfer)}</span>
        </div>
        <Middle transfer={transfer} title={title} />
      </div>
      {speed !== null && (
        <>
          <div className={css.graph}>
            <SpeedGraph speeds={transfer.speeds} label={words.speedGraph(speed)} />
          </div>
          <div className={css.speed}>
            <span className={css.speedNow}>{speed}</span>
            <span className={css.left}>{leftOf(transfer)}</span>
          </div>
        </>
      )}
      <TransferButtons
        id={id}
        title={title}
        state={transfer.state}
        kind={transfer.kind}
        product={transfer.product.id}
        version={transfer.version}
        artifact={transfer.artifact.id}
        onLeave={onLeave}
        onInstall={onInstall}
      />
    </div>
  );
});

/** What has not begun has none, and of what is done it is known. */
const hasShare = ({ state, verifiedBytes }: Transfer) => state !== 'done' && (state !== 'queued' || verifiedBytes > 0);

const still: ReadonlySet<Transfer['state']> = new Set(['paused', 'queued', 'waiting-for-network']);

/** The bar and what it means; a sentence where there is nothing left to wait for. */
function Middle({ transfer, title }: { transfer: Transfer; title: string }) {
  const { state, drive, kind, size, verifiedBytes, receivedBytes, path } = transfer;
  const failure = failureOf(transfer);
  if (state === 'failed' && failure) {
    const { sentence, next } = explain(failure);
    return (
      <div className={css.failed}>
        <Tally state="ended">{sentence}</Tally>
        <p className={css.next}>{next}</p>
      </div>
    );
  }
  if (state === 'done')
    return (
      <div className={css.done}>
        <Tally state="on">
          {kind === 'save' && drive !== null ? words.onDrive(placeName(drive)) : text.window.downloads.onThisMachine}
        </Tally>
        {path !== null && <code className={css.path}>{path}</code>}
      </div>
    );
  const verified = text.transfers.verified(verifiedBytes, size);
  return (
    <>
      <VerifiedProgress
        label={words.progressLabel(title)}
        words={words.progress(verified, leftOf(transfer))}
        size={size}
        verified={verifiedBytes}
        received={receivedBytes}
        still={still.has(state)}
      />
      <Meta transfer={transfer} verified={verified} />
    </>
  );
}

/** How much is verified, and what happened on the way. */
function Meta({ transfer: { state, note, verifiedBytes }, verified }: { transfer: Transfer; verified: string }) {
  const word = text.transfers.states[state];
  const told = note && state !== 'queued' && state !== 'paused' ? text.transfers.note(note) : null;
  return (
    <div className={css.meta}>
      {state === 'waiting-for-network' && (
        <Tally state="soon" icon="waiting">
          {word}
        </Tally>
      )}
      {(state === 'queued' || state === 'paused') && <span>{word}</span>}
      {(verifiedBytes > 0 || state === 'running') && (
        <span className={css.verified}>
          <IconShieldCheckFilled size={13} aria-hidden />
          {verified}
        </span>
      )}
      {state === 'queued' && <span className={css.note}>{words.notStarted}</span>}
      {state === 'verifying' && <span className={css.note}>{words.verifyingHint}</span>}
      {told !== null && state !== 'verifying' && <span className={css.note}>{told}</span>}
    </div>
  );
}
