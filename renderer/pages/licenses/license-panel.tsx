import { Button } from '@mantine/core';
import { IconCornerUpLeft, IconSwitchHorizontal } from '@tabler/icons-react';
import type { Failure } from '#shared/errors.ts';
import { text } from '#shared/text/index.ts';
import { line as icon } from '../../parts/icons.ts';
import { SidePanel } from '../../parts/side-panel.tsx';
import { FailureNote } from '../../parts/states.tsx';
import { Tally } from '../../parts/tally.tsx';
import { canPick, type Line, nameOf } from '../../state/license-lines.ts';
import { useApi } from '../../state/use.tsx';
import { Holders, Includes, LicenseHead, SeatFacts, TwoDates } from '../license/details.tsx';
import css from './licenses.module.css';

const words = text.window.license;

interface LicensePanelProps {
  line: Line;
  machine: string | null;
  acts: { release: (line: Line) => void; change: (line: Line) => void; activate: (line: Line) => void };
  busy: boolean;
  failure: Failure | null;
  onClose: () => void;
}

/** One seat, or one license: its two dates, who and where, and what can be done. */
export function LicensePanel({ line, machine, acts, busy, failure, onClose }: LicensePanelProps) {
  const { companion } = useApi();
  const { row, lease, standing } = line;
  const isHere = lease !== null && lease.machine.id === machine;
  const mayRelease = lease !== null && lease.mode === 'online' && (isHere || lease.releasable !== 'no');
  const mayPick = companion !== null && lease === null && canPick(row, machine);
  return (
    <SidePanel
      label={nameOf(row)}
      opened
      onClose={onClose}
      head={
        <Tally state={standing.tally} icon={standing.icon} chip>
          {standing.word}
        </Tally>
      }
      foot={
        (mayPick || isHere || mayRelease) && (
          <>
            <FailureNote failure={failure} />
            {mayPick && (
              <Button variant="filled" size="lg" loading={busy} onClick={() => acts.activate(line)}>
                {words.activate}
              </Button>
            )}
            {isHere && (
              <Button leftSection={<IconSwitchHorizontal {...icon} />} onClick={() => acts.change(line)}>
                {words.changeEdition}
              </Button>
            )}
            {mayRelease && (
              <Button leftSection={<IconCornerUpLeft {...icon} />} onClick={() => acts.release(line)}>
                {words.release}
              </Button>
            )}
          </>
        )
      }
    >
      <LicenseHead row={row} />
      <TwoDates row={row} leaseEndsAt={lease?.leaseEndsAt ?? null} state={standing.tally} ticks />
      <div className={css.section}>
        <SeatFacts row={row} lease={lease} />
      </div>
      {lease === null && <Holders row={row} />}
      <Includes row={row} apart />
    </SidePanel>
  );
}
