import { Button } from '@mantine/core';
import { useEffect, useMemo, useRef } from 'react';
import type { LicenseAct } from '#shared/models/license-change.ts';
import type { LicenseRow } from '#shared/models/license.ts';
import { text } from '#shared/text/index.ts';
import { line as icon } from '../../../parts/icons.ts';
import { SidePanel } from '../../../parts/side-panel.tsx';
import { ErrorState, FailureNote, LoadingState } from '../../../parts/states.tsx';
import { Tally } from '../../../parts/tally.tsx';
import { canPick, nameOf } from '../../../state/license-lines.ts';
import { standingOfListed } from '../../../state/managed-lines.ts';
import { createResource } from '../../../state/resource.ts';
import { useApi, useNow, useResource, useStatus, useStores } from '../../../state/use.tsx';
import { Holders, Includes, LicenseHead, SeatFacts, TwoDates } from '../../license/details.tsx';
import { usePick } from '../../license/use-pick.ts';
import { actIcons, acts } from './marked-bar.tsx';
import css from './managed.module.css';

const words = text.window.managedLicenses;

interface ManagedPanelProps {
  license: string;
  /** Another one when the list was fetched again: so is this. */
  stamp: unknown;
  onChange: (act: LicenseAct) => void;
  onChanged: () => void;
  onClose: () => void;
}

/** All of one license: its seats and whom it is assigned to, which a list of thousands leaves out. */
export function ManagedPanel({ license, stamp, onChange, onChanged, onClose }: ManagedPanelProps) {
  const { cloud } = useApi();
  const { explain, now } = useStores();
  const store = useMemo(
    () => createResource(() => cloud.license.show({ license }), explain, now),
    [cloud, explain, now, license],
  );
  const { value, failure, refresh } = useResource(store);
  const seen = useRef(stamp);
  useEffect(() => {
    if (seen.current !== stamp) void store.refresh();
    seen.current = stamp;
  }, [stamp, store]);
  if (!value)
    return (
      <SidePanel label={license} opened onClose={onClose}>
        {failure ? (
          <ErrorState
            failure={failure}
            title={words.showFailed}
            action={{ label: text.window.parts.tryAgain, run: () => void refresh() }}
          />
        ) : (
          <LoadingState />
        )}
      </SidePanel>
    );
  return <Shown row={value} {...{ onChange, onChanged, onClose }} />;
}

function Shown({
  row,
  onChange,
  onChanged,
  onClose,
}: Pick<ManagedPanelProps, 'onChange' | 'onChanged' | 'onClose'> & { row: LicenseRow }) {
  const { companion } = useApi();
  const machine = useStatus((status) => status.machine.id);
  const now = useNow();
  const pick = usePick(onChanged);
  const { availability, leases, seats } = row;
  const life = availability === 'free' || availability === 'in-use' || availability === 'not-assigned';
  const state = life ? (leases.length >= seats ? 'in-use' : 'free') : availability;
  const { tally, icon: shape, word } = standingOfListed({ state, endsAt: row.endsAt }, now);
  return (
    <SidePanel
      label={nameOf(row)}
      opened
      onClose={onClose}
      head={
        <Tally state={tally} icon={shape} chip>
          {word}
        </Tally>
      }
      foot={
        <>
          <FailureNote failure={pick.failure} />
          {companion && canPick(row, machine) && (
            <Button variant="filled" size="lg" loading={pick.busy} onClick={() => void pick.run(row)}>
              {text.window.license.activate}
            </Button>
          )}
          <div className={css.acts}>
            {acts.map((act) => {
              const Icon = actIcons[act];
              return (
                <Button key={act} leftSection={<Icon {...icon} />} onClick={() => onChange(act)}>
                  {words.acts[act]}
                </Button>
              );
            })}
          </div>
        </>
      }
    >
      <LicenseHead row={row} />
      <TwoDates row={row} leaseEndsAt={null} state={tally} ticks />
      <div className={css.section}>
        <SeatFacts row={row} lease={null} />
      </div>
      <Holders row={row} />
      <Includes row={row} apart />
    </SidePanel>
  );
}
