import { ActionIcon, Button, Popover, Select, Tooltip } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import type { Membership } from '#shared/models/person.ts';
import { text } from '#shared/text/index.ts';
import type { Found } from '../../parts/found-select.tsx';
import { makeIntake } from '../../state/offline-kept.ts';
import { useKept } from '../../state/use.tsx';
import { lengthOf } from './intake-cells.tsx';
import { LicenseSelect } from './license-select.tsx';
import { PeopleSelect } from './people-select.tsx';
import { useLengthChoices } from './use-choices.ts';
import css from './offline.module.css';

const words = text.window.intake;
/** A list that hangs elsewhere in the page would count as outside, and close what it belongs to. */
const inside = { withinPortal: false };

/** The template: one license, length and person for everything that is ticked. */
export function ForAll({ place, icon }: { place: Membership; icon: ReactNode }) {
  const isWide = useMediaQuery('(min-width: 90em)', false, { getInitialValueInEffect: false });
  const [opened, { toggle, close }] = useDisclosure();
  return (
    <Popover
      opened={opened}
      onChange={toggle}
      onDismiss={close}
      trapFocus
      position="bottom-end"
      width={300}
      shadow="md"
    >
      <Popover.Target>
        {!isWide ? (
          <Tooltip label={words.setForAll}>
            <ActionIcon size="sm" variant="default" aria-label={words.setForAll} onClick={toggle}>
              {icon}
            </ActionIcon>
          </Tooltip>
        ) : (
          <Button size="sm" onClick={toggle} leftSection={icon}>
            {words.setForAll}
          </Button>
        )}
      </Popover.Target>
      <Popover.Dropdown className={css.popover}>{opened && <Template place={place} onDone={close} />}</Popover.Dropdown>
    </Popover>
  );
}

function Template({ place, onDone }: { place: Membership; onDone: () => void }) {
  const intake = useKept(makeIntake);
  const lines = useStore(intake, (state) => state.lines);
  const chosen = lines.filter(({ isChosen }) => isChosen);
  const lengths = useLengthChoices(place);
  const [license, setLicense] = useState<Found | null>(null);
  const [days, setDays] = useState<string | null>(null);
  const [person, setPerson] = useState<string | null>(null);
  const isEmpty = license === null && days === null && person === null;
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        intake.set(new Set(chosen.map(({ id }) => id)), {
          ...(license === null ? {} : { license: license.value }),
          ...(days === null ? {} : { days: lengthOf(days) }),
          ...(person === null ? {} : { person }),
        });
        onDone();
      }}
    >
      <h3 className={css.stepTitle}>{chosen.length === 0 ? words.forAll.none : words.forAll.title(chosen.length)}</h3>
      <LicenseSelect
        place={place}
        label={words.forAll.license}
        placeholder={words.forAll.keep}
        clearable
        comboboxProps={inside}
        chosen={license}
        onChange={setLicense}
        data-autofocus
      />
      <Select
        label={words.forAll.days}
        placeholder={words.forAll.keep}
        clearable
        comboboxProps={inside}
        data={lengths}
        value={days}
        onChange={setDays}
      />
      <PeopleSelect
        place={place}
        label={words.forAll.person}
        placeholder={words.forAll.keep}
        comboboxProps={inside}
        value={person}
        onChange={setPerson}
      />
      <div className={css.end}>
        <Button type="submit" variant="filled" disabled={isEmpty || chosen.length === 0}>
          {words.forAll.apply}
        </Button>
      </div>
    </form>
  );
}
