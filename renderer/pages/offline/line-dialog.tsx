import { Button, Modal, Select } from '@mantine/core';
import { useState } from 'react';
import type { Membership } from '#shared/models/person.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { CopyCode } from '../../parts/copy.tsx';
import { type Fact, Facts } from '../../parts/facts.tsx';
import type { Found } from '../../parts/found-select.tsx';
import { Tally } from '../../parts/tally.tsx';
import { useLast } from '../../parts/use-last.ts';
import { makeIntake } from '../../state/offline-kept.ts';
import type { IntakeLine } from '../../state/offline-lines.ts';
import { codeOfVerdict, explainVerdict, isOpenToChoice } from '../../state/offline-verdict.ts';
import { useKept, useNow } from '../../state/use.tsx';
import { lengthOf, lengthValue } from './intake-cells.tsx';
import { LicenseSelect } from './license-select.tsx';
import { standingOfLine } from './line-standing.ts';
import { PeopleSelect } from './people-select.tsx';
import { useLengthChoices } from './use-choices.ts';
import css from './offline.module.css';

const words = text.window.intake;

interface LineDialogProps {
  line: IntakeLine | null;
  place: Membership;
  onClose: () => void;
}

/** One file of the list in full: what it asks, why it is refused in whole sentences, and every choice there is. */
export function LineDialog({ line, place, onClose }: LineDialogProps) {
  const shown = useLast(line);
  return (
    <Modal
      opened={line !== null}
      onClose={onClose}
      title={<code>{shown?.row?.machine?.name ?? words.unknownMachine}</code>}
      closeButtonProps={{ 'aria-label': text.window.parts.close }}
    >
      {shown && <Details line={shown} place={place} onClose={onClose} />}
    </Modal>
  );
}

function Details({ line, place, onClose }: { line: IntakeLine; place: Membership; onClose: () => void }) {
  const intake = useKept(makeIntake);
  const now = useNow();
  const zone = place.timeZone;
  const { row } = line;
  const { tally, icon, word } = standingOfLine(line);
  const refusal = row && explainVerdict(row.verdict);
  const code = row && codeOfVerdict(row.verdict);
  const isOpen = row !== null && isOpenToChoice(row) && line.outcome !== 'done';
  const moment = (at: number) => words.row.moment(dates.full(at, zone), dates.relative(at, now, zone));
  const fact = (label: string, value: string | null | undefined): Fact[] => (value ? [{ label, value }] : []);
  return (
    <div className={css.form}>
      <div>
        <Tally state={tally} icon={icon} chip>
          {word}
        </Tally>
      </div>
      {refusal && (
        <div>
          <p className={css.strong}>{refusal.sentence}</p>
          <p>{refusal.next}</p>
        </div>
      )}
      <Facts
        facts={[
          ...fact(words.row.kind, row && words.row.kinds[row.kind]),
          ...fact(words.row.purpose, row?.purpose && words.row.purposes[row.purpose]),
          ...(isOpen ? [] : fact(words.row.person, row?.person?.name)),
          ...(isOpen ? [] : fact(words.row.license, row?.license?.name)),
          ...fact(words.row.leasedUntil, row?.leaseEndsAt ? moment(row.leaseEndsAt) : null),
          ...fact(words.row.licenseEnds, row?.licenseEndsAt ? moment(row.licenseEndsAt) : null),
          ...fact(words.row.source, line.source),
        ]}
      />
      {isOpen && <Choices line={line} place={place} />}
      {code && <CopyCode label={text.window.parts.code} value={code} />}
      <div className={css.end}>
        <Button
          variant="subtle"
          onClick={() => {
            onClose();
            intake.remove(new Set([line.id]));
          }}
        >
          {words.row.remove}
        </Button>
        <Button variant="filled" data-autofocus onClick={onClose}>
          {words.row.done}
        </Button>
      </div>
    </div>
  );
}

function Choices({ line, place }: { line: IntakeLine; place: Membership }) {
  const intake = useKept(makeIntake);
  const lengths = useLengthChoices(place);
  const own = new Set([line.id]);
  const [chosen, choose] = useState<Found | null>(null);
  const planned = line.row?.license ? { value: line.row.license.id, label: line.row.license.name } : null;
  // What was chosen just now stands there before the cloud has answered.
  const shown = chosen !== null && chosen.value === line.choice.license ? chosen : planned;
  return (
    <div className={css.form}>
      <div className={css.pair}>
        <LicenseSelect
          place={place}
          label={words.row.license}
          placeholder={words.chooseLicense}
          allowDeselect={false}
          chosen={shown}
          onChange={(license) => {
            if (license === null) return;
            choose(license);
            intake.set(own, { license: license.value });
          }}
        />
        <Select
          label={words.row.days}
          allowDeselect={false}
          placeholder={words.row.suggested}
          data={lengths}
          value={line.choice.days === undefined ? null : lengthValue(line.choice.days)}
          onChange={(days) => days !== null && intake.set(own, { days: lengthOf(days) })}
        />
      </div>
      <PeopleSelect
        place={place}
        label={words.row.person}
        placeholder={line.row?.person?.name ?? words.nobody}
        value={line.choice.person ?? null}
        onChange={(person) => person !== null && intake.set(own, { person })}
      />
    </div>
  );
}
