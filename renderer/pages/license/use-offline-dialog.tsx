import { Button, Modal, Radio } from '@mantine/core';
import { useState } from 'react';
import type { OfflineLength } from '#shared/models/offline.ts';
import { nearestAllowed, offlineLengths } from '#shared/models/offline-lengths.ts';
import { day } from '#shared/models/time.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { FailureNote } from '../../parts/states.tsx';
import { toast } from '../../parts/toast.tsx';
import { useLast } from '../../parts/use-last.ts';
import { type Action, useAction, useApi, useNow, useResource, useStores, useZone } from '../../state/use.tsx';
import css from './use-offline.module.css';

const { use: words, length } = text.window.offline;

/** A license that may go offline with this machine. */
export interface OfflineOffer {
  license: string;
  /** Product and edition in words. */
  name: string;
  organization: string;
  /** Null: never. */
  endsAt: number | null;
  /** It is offline already, and gets a later end. */
  isRenewal?: boolean;
}

interface UseOfflineDialogProps {
  offer: OfflineOffer | null;
  onClose: () => void;
  onDone?: () => void;
}

/** For how long a machine takes a license offline, each with the day it would end (F1). */
export function UseOfflineDialog({ offer, onClose, onDone }: UseOfflineDialogProps) {
  const shown = useLast(offer);
  const { companion } = useApi();
  const { refreshSeats } = useStores();
  const go = useAction(async ({ license, name }: OfflineOffer, days: OfflineLength) => {
    const held = await companion?.offline.use({ license, days });
    await refreshSeats();
    if (held)
      toast({
        tally: 'on',
        title: words.done(name),
        message: words.doneBody(dates.day(held.leaseEndsAt, held.timeZone)),
      });
    onClose();
    onDone?.();
  });
  const close = () => {
    // Until it is answered it stays: what went wrong is said nowhere else.
    if (go.busy) return;
    go.clear();
    onClose();
  };
  return (
    <Modal
      opened={offer !== null}
      onClose={close}
      title={shown && (shown.isRenewal ? words.renewTitle : words.title)(shown.name)}
      withCloseButton={false}
    >
      {shown && <Lengths key={shown.license} offer={shown} go={go} onClose={close} />}
    </Modal>
  );
}

interface LengthsProps {
  offer: OfflineOffer;
  go: Action<[OfflineOffer, OfflineLength], void>;
  onClose: () => void;
}

function Lengths({ offer, go, onClose }: LengthsProps) {
  const { of } = useStores();
  const rules = useResource(of.rules.of(offer.organization)).value;
  const zone = useZone(offer.organization);
  const now = useNow(60_000);
  const lengths: readonly number[] = rules?.offlineLengths ?? offlineLengths;
  const [picked, choose] = useState<string | null>(null);
  const chosen = picked ?? String(nearestAllowed(30, lengths));
  const choices: { value: string; label: string; end: string }[] = lengths.map((days) => {
    const end = now + days * day;
    const isCut = offer.endsAt !== null && offer.endsAt < end;
    return {
      value: String(days),
      label: length(days),
      end: isCut ? words.endsBefore(dates.day(offer.endsAt ?? end, zone)) : words.until(dates.day(end, zone)),
    };
  });
  if (rules?.offlineUntilEnd && offer.endsAt !== null)
    choices.push({ value: 'end', label: words.untilEnd, end: words.until(dates.day(offer.endsAt, zone)) });
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        void go.run(offer, chosen === 'end' ? null : Number(chosen));
      }}
    >
      <p>{words.body}</p>
      <Radio.Group value={chosen} onChange={choose} aria-label={words.days}>
        {choices.map(({ value, label, end }) => (
          <Radio.Card key={value} value={value} className={css.choice} data-autofocus={value === chosen || undefined}>
            <Radio.Indicator size="xs" />
            <span className={css.length}>{label}</span>
            <span className={css.until}>{end}</span>
          </Radio.Card>
        ))}
      </Radio.Group>
      <p className={css.note}>{words.again}</p>
      <FailureNote failure={go.failure} />
      <div className={css.buttons}>
        <Button onClick={onClose} disabled={go.busy}>
          {words.notNow}
        </Button>
        <Button type="submit" variant="filled" loading={go.busy}>
          {offer.isRenewal ? words.renewConfirm : words.confirm}
        </Button>
      </div>
    </form>
  );
}
