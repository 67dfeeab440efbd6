import { Button } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { endsSoon } from '#shared/models/lease-trouble.ts';
import type { HeldLease } from '#shared/models/status.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import type { CompanionClient } from '../../api/api.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { Card } from '../../parts/page.tsx';
import { Plate } from '../../parts/plate.tsx';
import { Tally } from '../../parts/tally.tsx';
import { toast } from '../../parts/toast.tsx';
import { nameOf } from '../../state/license-lines.ts';
import { standingOfMachine } from '../../state/tally.ts';
import { useAction, useNow, useStatus, useZone } from '../../state/use.tsx';
import css from './overview.module.css';

const words = text.window.overview;
const common = text.window.license;

/** What this machine holds, and the way to hold something. */
export function HereCard({ companion }: { companion: CompanionClient }) {
  const status = useStatus((whole) => whole);
  const zone = useZone();
  const [, go] = useLocation();
  const [leaving, leave] = useState<HeldLease | null>(null);
  if (!status) return null;
  const plate = <Plate name={status.machine.name} state={standingOfMachine(status).tally} />;
  if (status.leases.length === 0)
    return (
      <Card>
        <div className={css.here}>
          {plate}
          <div className={css.hereText}>
            <h2 className={css.hereTitle}>{words.hereNone}</h2>
            <p className={css.quiet}>{words.hereNoneBody}</p>
          </div>
          <Button variant="filled" onClick={() => go('/picker')}>
            {words.choose}
          </Button>
        </div>
      </Card>
    );
  const renews = status.nextHeartbeatAt === null ? null : words.renewsNext(dates.time(status.nextHeartbeatAt, zone));
  return (
    <Card title={words.here} aside={plate}>
      {status.leases.map((held) => (
        <Held key={held.id} held={held} renews={held.mode === 'online' ? renews : null} onRelease={() => leave(held)} />
      ))}
      <Release companion={companion} machine={status.machine.name} held={leaving} onClose={() => leave(null)} />
    </Card>
  );
}

function Held({ held, renews, onRelease }: { held: HeldLease; renews: string | null; onRelease: () => void }) {
  const now = useNow();
  const zone = useZone(held.organization.id);
  const [, go] = useLocation();
  const state = standingOf(held, now);
  const ends = held.licenseEndsAt;
  const left = held.unassignGraceEndsAt === null ? null : dates.more(held.unassignGraceEndsAt - now);
  const how = left !== null ? words.unassignedHere(left) : held.mode === 'offline' ? words.staysOffline : renews;
  return (
    <div className={css.held}>
      <div className={css.hereText}>
        <h3 className={css.hereTitle}>{nameOf(held)}</h3>
        <p className={css.quiet}>
          {held.organization.name}
          {how && `. ${how}`}
        </p>
      </div>
      <Tally state={state.tally}>{state.word}</Tally>
      <dl className={css.heldDates}>
        <div>
          <dt>{common.leasedUntil}</dt>
          <dd title={dates.full(held.leaseEndsAt, zone)}>{dates.dayAndTime(held.leaseEndsAt, zone)}</dd>
        </div>
        <div>
          <dt>{common.licenseEnds}</dt>
          <dd title={ends === null ? undefined : dates.full(ends, zone)}>
            {ends === null ? common.never : dates.day(ends, zone)}
          </dd>
        </div>
      </dl>
      <div className={css.buttons}>
        <Button onClick={() => go('/picker')}>{common.changeEdition}</Button>
        {held.mode === 'online' ? (
          <Button onClick={onRelease}>{common.release}</Button>
        ) : (
          <Button onClick={() => go('/offline')}>{words.renewOrReturn}</Button>
        )}
      </div>
    </div>
  );
}

function standingOf(held: HeldLease, now: number) {
  const { tally, plate } = text.window.parts;
  if (held.standing === 'ended') return { tally: 'ended', word: tally.ended } as const;
  if (held.standing !== 'valid') return { tally: 'soon', word: plate.grace } as const;
  if (endsSoon(held.licenseEndsAt, now)) return { tally: 'soon', word: tally.soon } as const;
  if (held.mode === 'offline' && endsSoon(held.leaseEndsAt, now))
    return { tally: 'soon', word: tally.renewSoon } as const;
  return { tally: 'on', word: plate.licensed } as const;
}

interface ReleaseProps {
  companion: CompanionClient;
  machine: string;
  held: HeldLease | null;
  onClose: () => void;
}

/** Works without the list of licenses too, which needs a network. */
function Release({ companion, machine, held, onClose }: ReleaseProps) {
  const release = useAction(async (lease: HeldLease) => {
    await companion.license.release({ lease: lease.id });
    toast({ tally: 'free', title: text.window.release.done(nameOf(lease)), message: text.window.release.doneHere });
    onClose();
  });
  if (!held) return null;
  return (
    <ConfirmDialog
      opened
      title={text.window.release.title(nameOf(held), machine)}
      confirm={text.window.release.confirm}
      busy={release.busy}
      failure={release.failure}
      onConfirm={() => void release.run(held)}
      onClose={onClose}
    >
      {text.window.release.here}
    </ConfirmDialog>
  );
}
