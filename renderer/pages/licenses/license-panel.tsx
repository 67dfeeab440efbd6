import { Button } from '@mantine/core';
import { IconCornerUpLeft, IconRefresh, IconSwitchHorizontal, IconWifi, IconWifiOff } from '@tabler/icons-react';
import type { Failure } from '#shared/errors.ts';
import { text } from '#shared/text/index.ts';
import { line as icon } from '../../parts/icons.ts';
import { SidePanel } from '../../parts/side-panel.tsx';
import { FailureNote } from '../../parts/states.tsx';
import { Tally } from '../../parts/tally.tsx';
import { actsOf, type Line, nameOf } from '../../state/license-lines.ts';
import { Holders, Includes, LicenseHead, SeatFacts, TwoDates } from '../license/details.tsx';
import css from './licenses.module.css';

const { license: words, offline } = text.window;

interface LicensePanelProps {
  line: Line;
  machine: string | null;
  acts: Record<'release' | 'change' | 'activate' | 'offline' | 'online' | 'giveBack', (line: Line) => void>;
  busy: boolean;
  failure: Failure | null;
  onClose: () => void;
}

/** One seat, or one license: its two dates, who and where, and what can be done. */
export function LicensePanel({ line, machine, acts, busy, failure, onClose }: LicensePanelProps) {
  const { row, lease, standing } = line;
  const may = actsOf(line, machine);
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
        (failure !== null || Object.values(may).includes(true)) && (
          <>
            <FailureNote failure={failure} />
            {may.activate && (
              <Button variant="filled" size="lg" loading={busy} onClick={() => acts.activate(line)}>
                {words.activate}
              </Button>
            )}
            {may.offline && (
              <Button
                size={lease === null ? 'lg' : 'md'}
                leftSection={lease === null ? undefined : <IconWifiOff {...icon} />}
                onClick={() => acts.offline(line)}
              >
                {lease === null ? offline.use.buttonLong : offline.use.button}
              </Button>
            )}
            {may.renew && (
              <div className={css.pair}>
                <Button leftSection={<IconWifi {...icon} />} onClick={() => acts.online(line)}>
                  {offline.giveBack.online}
                </Button>
                <Button leftSection={<IconRefresh {...icon} />} onClick={() => acts.offline(line)}>
                  {offline.use.renew}
                </Button>
              </div>
            )}
            {may.change && (
              <Button leftSection={<IconSwitchHorizontal {...icon} />} onClick={() => acts.change(line)}>
                {words.changeEdition}
              </Button>
            )}
            {may.renew && (
              <Button leftSection={<IconCornerUpLeft {...icon} />} onClick={() => acts.giveBack(line)}>
                {words.release}
              </Button>
            )}
            {may.release && (
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
