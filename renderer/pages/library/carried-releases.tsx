import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { CarriedRelease } from '#shared/models/release.ts';
import type { Drive } from '#shared/models/offline.ts';
import { Failure } from '#shared/errors.ts';
import { dates } from '#shared/text/en/dates.ts';
import { explain, text } from '#shared/text/index.ts';
import type { CompanionClient } from '../../api/api.ts';
import { FailureNote } from '../../parts/states.tsx';
import { Tally } from '../../parts/tally.tsx';
import { toast } from '../../parts/toast.tsx';
import { shortNameOf } from '../../state/offline-places.ts';
import { carriedKey, takingOf } from '../../state/usb.ts';
import { useAction, useZone } from '../../state/use.tsx';
import css from './library.module.css';

const words = text.window.library.add;

interface CarriedReleasesProps {
  companion: CompanionClient;
  carried: readonly CarriedRelease[];
  drives: readonly Drive[];
  onClose: () => void;
  onAdded: (() => void) | undefined;
}

/** Each release with its verdict and its files; what is ticked goes into the library. */
export function CarriedReleases({ companion, carried, drives, onClose, onAdded }: CarriedReleasesProps) {
  const [unticked, untick] = useState<ReadonlySet<string>>(new Set());
  const chosen = takingOf(carried, (release, artifact) => !unticked.has(tickOf(release, artifact)));
  const bytes = chosen.flatMap(({ artifacts }) => artifacts).reduce((sum, { size }) => sum + size, 0);
  const add = useAction(async () => {
    for (const { release, artifacts } of chosen) {
      const { drive, folder } = release;
      await companion.library.add({ drive, folder, artifacts: artifacts.map(({ id }) => id) });
    }
    const names = chosen.map(({ release }) => nameOf(release)).join(', ');
    toast({ tally: 'held', icon: 'sent', title: words.started(names), message: words.startedBody });
    onClose();
    onAdded?.();
  });
  const tick = (key: string, isWanted: boolean) => {
    const next = new Set(unticked);
    if (isWanted) next.delete(key);
    else next.add(key);
    untick(next);
  };
  return (
    <form
      className={css.dialog}
      onSubmit={(event) => {
        event.preventDefault();
        void add.run();
      }}
    >
      <div className={css.scroll}>
        {carried.map((release) => (
          <Carried
            key={carriedKey(release)}
            release={release}
            drive={drives.find(({ id }) => id === release.drive) ?? null}
            isTicked={(id) => !unticked.has(tickOf(release, id))}
            onTick={(id, isWanted) => tick(tickOf(release, id), isWanted)}
          />
        ))}
      </div>
      <p className={css.hint}>{words.note}</p>
      <FailureNote failure={add.failure} />
      <div className={css.buttons}>
        <Button onClick={onClose}>{text.window.library.notNow}</Button>
        <Button type="submit" variant="filled" data-autofocus loading={add.busy} disabled={chosen.length === 0}>
          {chosen.length === 0 ? words.confirmNone : words.confirm(bytes)}
        </Button>
      </div>
    </form>
  );
}

const nameOf = ({ productName, version }: CarriedRelease) => `${productName} ${version}`;
const tickOf = (release: CarriedRelease, artifact: string) => `${carriedKey(release)}\n${artifact}`;

interface CarriedProps {
  release: CarriedRelease;
  drive: Drive | null;
  isTicked: (artifact: string) => boolean;
  onTick: (artifact: string, isWanted: boolean) => void;
}

function Carried({ release, drive, isTicked, onTick }: CarriedProps) {
  const zone = useZone();
  const { refusal, freshness, artifacts, releasedAt } = release;
  const where = drive ? words.on(shortNameOf(drive)) : null;
  const when = releasedAt === null ? null : dates.day(releasedAt, zone);
  return (
    <section className={css.carried} aria-label={nameOf(release)}>
      <div className={css.carriedHead}>
        <h3 className={css.carriedName}>{nameOf(release)}</h3>
        {refusal ? <Tally state="ended">{words.refused}</Tally> : <Tally state="held">{words.verified}</Tally>}
      </div>
      <p className={css.hint}>{[when, where].filter(Boolean).join(', ')}</p>
      {refusal ? (
        <Refused failure={new Failure('file-refused', { refusal })} />
      ) : (
        <>
          {freshness === 'unknown' && <p className={css.hint}>{words.oldList}</p>}
          <ul aria-label={words.files(nameOf(release))}>
            {artifacts.map(({ id, title, kind, size, isHere }) => (
              <li key={id} className={css.pick}>
                <Checkbox
                  className={css.pickBox}
                  checked={!isHere && isTicked(id)}
                  disabled={isHere}
                  onChange={(event) => onTick(id, event.currentTarget.checked)}
                  label={title}
                  description={`${text.transfers.kinds[kind]}, ${text.sizes.bytes(size)}`}
                />
                {isHere && <Tally state="on">{words.isHere}</Tally>}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** Why it cannot be added, and what to do about it. */
function Refused({ failure }: { failure: Failure<'file-refused'> }) {
  const { sentence, next } = explain(failure);
  return (
    <>
      <p>{sentence}</p>
      <p className={css.hint}>{next}</p>
    </>
  );
}
