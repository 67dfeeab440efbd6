import { Button } from '@mantine/core';
import { IconCornerUpLeft } from '@tabler/icons-react';
import type { Failure } from '#shared/errors.ts';
import { hour } from '#shared/models/time.ts';
import type { LicenseRow } from '#shared/models/license.ts';
import { text } from '#shared/text/index.ts';
import { line } from '../../parts/icons.ts';
import { Keycap } from '../../parts/keys.tsx';
import { Card } from '../../parts/page.tsx';
import { SidePanel } from '../../parts/side-panel.tsx';
import { FailureNote } from '../../parts/states.tsx';
import { Tally } from '../../parts/tally.tsx';
import { canGoOffline, canPick, nameOf, seatToFree } from '../../state/license-lines.ts';
import { leaseHere, standingOfRow } from '../../state/tally.ts';
import { useNow } from '../../state/use.tsx';
import { Holders, Includes, LicenseHead, SeatFacts, TwoDates } from '../license/details.tsx';
import { useReplaced } from '../license/use-pick.ts';
import css from './picker.module.css';

const words = text.window.picker;

interface PickerPanelProps {
  row: LicenseRow;
  machine: string | null;
  busy: boolean;
  failure: Failure | null;
  onActivate: (row: LicenseRow) => void;
  onFree: (row: LicenseRow) => void;
  onOffline: (row: LicenseRow) => void;
}

/** What happens if the chosen license is activated now, or why it cannot be. */
export function PickerPanel({ row, machine, busy, failure, onActivate, onFree, onOffline }: PickerPanelProps) {
  const now = useNow();
  const { tally, icon, word } = standingOfRow(row, machine, now);
  const free = canPick(row, machine);
  const replaced = useReplaced(row);
  const here = leaseHere(row, machine);
  const wouldEnd = Math.min(now + row.leaseHours * hour, row.endsAt ?? Number.POSITIVE_INFINITY);
  return (
    <SidePanel
      label={nameOf(row)}
      opened
      width="24.5rem"
      foot={
        <>
          <FailureNote failure={failure} />
          {free && (
            <Button
              variant="filled"
              size="lg"
              loading={busy}
              onClick={() => onActivate(row)}
              rightSection={<Keycap onInk>↵</Keycap>}
            >
              {replaced ? words.changeTo(nameOf(row)) : text.window.license.activate}
            </Button>
          )}
          {canGoOffline(row, machine) && (
            <Button size="lg" onClick={() => onOffline(row)} rightSection={<Keycap>O</Keycap>}>
              {text.window.offline.use.buttonLong}
            </Button>
          )}
          {!free && !here && seatToFree(row, machine) && row.availability === 'in-use' && (
            <Button
              size="lg"
              leftSection={<IconCornerUpLeft {...line} />}
              onClick={() => onFree(row)}
              rightSection={<Keycap>R</Keycap>}
            >
              {words.releaseHere}
            </Button>
          )}
        </>
      }
    >
      <LicenseHead
        row={row}
        aside={
          <Tally state={tally} icon={icon} chip>
            {word}
          </Tally>
        }
      />
      <Card title={<span className={css.cardTitle}>{free ? words.ifNow : whyNot(row, here !== null)}</span>}>
        <TwoDates
          row={row}
          leaseEndsAt={free ? wouldEnd : (here?.leaseEndsAt ?? null)}
          state={free || here ? 'on' : tally}
          {...(free ? { offerWords: words.renewsEvery } : {})}
        />
      </Card>
      <div className={css.facts}>
        <SeatFacts row={row} lease={here} />
      </div>
      {row.availability === 'in-use' && <Holders row={row} />}
      <Includes row={row} />
    </SidePanel>
  );
}

const whyNot = (row: LicenseRow, isHere: boolean) =>
  isHere ? words.onThisMachine : (words.why[row.availability] ?? words.onThisMachine);
