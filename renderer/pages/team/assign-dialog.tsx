import { Checkbox, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { LicenseToAssign } from '#shared/models/team.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { line as icon } from '../../parts/icons.ts';
import { FailureNote, LoadingState } from '../../parts/states.tsx';
import { toast } from '../../parts/toast.tsx';
import type { TeamLine } from '../../state/team-lines.ts';
import { useAction, useApi, useStores, useZone } from '../../state/use.tsx';
import type { TeamPlace } from './team-place.ts';
import { useLicenseSearch } from './use-license-search.ts';
import css from './person.module.css';

const words = text.window.person;
const common = text.window.license;

interface AssignDialogProps {
  line: TeamLine;
  place: TeamPlace;
  onClose: () => void;
}

/** Chooses one or several licenses of the organization for somebody; what is chosen stays while one searches on. */
export function AssignDialog({ line, place, onClose }: AssignDialogProps) {
  const { cloud } = useApi();
  const { refreshSeats } = useStores();
  const { organization } = place;
  const zone = useZone(organization.id);
  const [typed, type] = useState('');
  const { found, failure } = useLicenseSearch(organization.id, typed, line.id);
  const [chosen, choose] = useState<readonly LicenseToAssign[]>([]);
  const assign = useAction(async () => {
    const licenses = chosen.map(({ id }) => id);
    await cloud.license.assign({ licenses, person: line.id });
    toast({
      tally: 'held',
      icon: 'check',
      title: words.assignDone(licenses.length, line.name),
      message: words.assignDoneBody,
    });
    onClose();
    await Promise.all([place.onChanged(), refreshSeats()]);
  });
  const listed = [
    ...chosen,
    ...(found?.licenses ?? []).filter(({ id }) => chosen.every((license) => license.id !== id)),
  ];
  const toggle = (license: LicenseToAssign) =>
    choose(chosen.includes(license) ? chosen.filter((each) => each !== license) : [...chosen, license]);
  return (
    <FormDialog
      title={words.assignTitle(line.name)}
      submit={words.assignSubmit(chosen.length)}
      isGood={chosen.length > 0}
      action={assign}
      isLong
      onClose={onClose}
    >
      <TextInput
        aria-label={words.search}
        placeholder={words.search}
        leftSection={<IconSearch {...icon} />}
        value={typed}
        onChange={(event) => type(event.currentTarget.value)}
        data-autofocus
      />
      {found === null && (failure ? <FailureNote failure={failure} /> : <LoadingState />)}
      {found && listed.length === 0 && (
        <p className={css.quiet}>{typed.trim() === '' ? words.nothingToAssign : words.nothingFound}</p>
      )}
      {listed.length > 0 && (
        <ul className={css.toAssign} aria-label={words.licenses}>
          {listed.map((license) => (
            <li key={license.id}>
              <Checkbox
                label={license.name}
                description={`${words.seatsAndPeople(license.seats, license.assigned)}, ${
                  license.endsAt === null ? common.neverEnds : common.ends(dates.day(license.endsAt, zone))
                }`}
                checked={chosen.includes(license)}
                onChange={() => toggle(license)}
              />
            </li>
          ))}
        </ul>
      )}
      {found && found.total > 0 && (
        <p className={css.hint} role="status">
          {words.found(found.licenses.length, found.total)}
        </p>
      )}
    </FormDialog>
  );
}
