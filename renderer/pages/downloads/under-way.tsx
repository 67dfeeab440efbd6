import { Button } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { explain, text } from '#shared/text/index.ts';
import { line } from '../../parts/icons.ts';
import { Tally } from '../../parts/tally.tsx';
import { VerifiedProgress } from '../../parts/verified-progress.tsx';
import type { ArtifactStanding } from '../../state/release-lines.ts';
import { failureOf, leftOf, percentOf, speedOf, titleOf } from '../../state/transfer-lines.ts';
import { useTransferActs } from './use-transfer-acts.ts';
import css from './downloads.module.css';

const words = text.window.downloads;

type OnItsWay = Exclude<ArtifactStanding, { is: 'here' | 'free' }>;

/** It is on its way: how far, and the button that stops it or lets it go on. */
export function UnderWay({ standing }: { standing: OnItsWay }) {
  const { transfer, is } = standing;
  const acts = useTransferActs();
  const title = titleOf(transfer);
  const failure = failureOf(transfer);
  const isStill = is !== 'under-way';
  const resume = (
    <Button
      variant="filled"
      className={css.mainAct}
      data-main-act
      leftSection={<IconPlayerPlay {...line} />}
      onClick={() => acts.resume(transfer.id)}
    >
      {is === 'failed' ? words.tryAgain : words.resume}
    </Button>
  );
  const pause = (
    <Button
      className={css.mainAct}
      data-main-act
      leftSection={<IconPlayerPause {...line} />}
      onClick={() => acts.pause(transfer.id)}
    >
      {words.pause}
    </Button>
  );
  return (
    <>
      <div className={css.progress}>
        <div className={css.progressHead}>
          <Standing standing={standing} />
          <span className={css.figure}>{percentOf(transfer)}</span>
        </div>
        <VerifiedProgress
          label={words.transfers.progressLabel(title)}
          words={words.transfers.progress(
            text.transfers.verified(transfer.verifiedBytes, transfer.size),
            leftOf(transfer),
          )}
          size={transfer.size}
          verified={transfer.verifiedBytes}
          received={transfer.receivedBytes}
          still={isStill}
        />
        <p className={css.progressWords}>
          {failure
            ? explain(failure).next
            : is === 'queued'
              ? words.fetch.queued
              : is === 'paused'
                ? words.fetch.paused
                : [text.transfers.verified(transfer.verifiedBytes, transfer.size), leftOf(transfer)]
                    .filter((part) => part !== null)
                    .join(', ')}
        </p>
      </div>
      <div className={css.mainActs}>{is === 'paused' || is === 'failed' ? resume : pause}</div>
    </>
  );
}

function Standing({ standing: { is, transfer } }: { standing: OnItsWay }) {
  const failure = failureOf(transfer);
  if (failure) return <Tally state="ended">{explain(failure).sentence}</Tally>;
  if (is === 'waiting')
    return (
      <Tally state="soon" icon="waiting">
        {text.transfers.states['waiting-for-network']}
      </Tally>
    );
  return <span className={css.figure}>{speedOf(transfer) ?? text.transfers.states[transfer.state]}</span>;
}
