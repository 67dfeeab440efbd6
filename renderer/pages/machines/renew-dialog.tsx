import { Button, Modal, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { MachineView } from '#shared/models/machine-view.ts';
import type { CarriedFile, OfflineLength } from '#shared/models/offline.ts';
import { nearestAllowed, offlineLengths } from '#shared/models/offline-lengths.ts';
import type { OrganizationRef } from '#shared/models/person.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { SaveFile } from '../../parts/save-file.tsx';
import { FailureNote } from '../../parts/states.tsx';
import { Tally } from '../../parts/tally.tsx';
import { type MachineLease, renewedUntil } from '../../state/machine-lines.ts';
import { useAction, useApi, useNow, useResource, useStores, useZone } from '../../state/use.tsx';
import css from './machines.module.css';

const words = text.window.machines;

interface RenewDialogProps {
  opened: boolean;
  machine: MachineView;
  lease: MachineLease;
  organization: OrganizationRef;
  onClose: () => void;
}

/** A new file for a machine that is offline, without being asked by it; then where to save it. */
export function RenewDialog({ opened, machine, lease, organization, onClose }: RenewDialogProps) {
  const [file, keep] = useState<CarriedFile | null>(null);
  const close = () => {
    onClose();
    keep(null);
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={file ? words.renewed : words.renewTitle(lease.licenseName, machine.name)}
      withCloseButton={false}
    >
      {file ? (
        <div className={css.dialog}>
          <p>{words.renewedBody(machine.name)}</p>
          <SaveFile file={file} />
          <div className={css.buttons}>
            <Button onClick={close}>{text.window.parts.close}</Button>
          </div>
        </div>
      ) : (
        <Make lease={lease} organization={organization} onMade={keep} onCancel={close} />
      )}
    </Modal>
  );
}

interface MakeProps extends Pick<RenewDialogProps, 'lease' | 'organization'> {
  onMade: (file: CarriedFile) => void;
  onCancel: () => void;
}

const untilEnd = 'end';
const lengthOf = (chosen: string): OfflineLength => (chosen === untilEnd ? null : Number(chosen));

function Make({ lease, organization, onMade, onCancel }: MakeProps) {
  const { cloud } = useApi();
  const { of, refreshSeats } = useStores();
  const now = useNow();
  const zone = useZone(organization.id);
  const rules = useResource(of.rules.of(organization.id)).value;
  const lengths: readonly number[] = rules?.offlineLengths ?? offlineLengths;
  const [picked, choose] = useState<string | null>(null);
  const chosen = picked ?? String(nearestAllowed(30, lengths));
  const make = useAction(async () => {
    const { file } = await cloud.offline.renew({ lease: lease.id, days: lengthOf(chosen) });
    onMade(file);
    await refreshSeats();
  });
  const until = renewedUntil(lease, lengthOf(chosen), now);
  const isLater = until === null || until > lease.leaseEndsAt;
  return (
    <form
      className={css.dialog}
      onSubmit={(event) => {
        event.preventDefault();
        void make.run();
      }}
    >
      <p>{words.renewBody}</p>
      <div>
        <div className={css.label} id="renew-days">
          {words.renewDays}
        </div>
        <SegmentedControl
          aria-labelledby="renew-days"
          fullWidth
          value={chosen}
          onChange={choose}
          data={[
            ...lengths.map((days) => ({ value: String(days), label: words.days(days) })),
            ...(rules?.offlineUntilEnd ? [{ value: untilEnd, label: words.untilEnd }] : []),
          ]}
        />
        <p className={css.hint} role="status">
          {until === null ? words.renewNoEnd : words.renewUntil(dates.weekdayDay(until, zone))}
        </p>
      </div>
      {!isLater && <Tally state="soon">{words.renewNotLater(dates.day(lease.leaseEndsAt, zone))}</Tally>}
      <FailureNote failure={make.failure} />
      <div className={css.buttons}>
        <Button onClick={onCancel}>{text.window.parts.cancel}</Button>
        <Button type="submit" variant="filled" loading={make.busy} disabled={!isLater} data-autofocus>
          {words.renewMake}
        </Button>
      </div>
    </form>
  );
}
