import { useCallback, useEffect, useState } from 'react';
import { useApi } from '../state/use.tsx';
import { type Found, FoundSelect, type FoundSelectProps } from './found-select.tsx';

const most = 20;

interface PersonSelectProps extends Omit<FoundSelectProps, 'search' | 'chosen' | 'onChange'> {
  organization: string;
  value: string | null;
  onChange: (person: string | null, name: string) => void;
}

/** Somebody of an organization, found by the cloud as one types: there may be thousands. */
export function PersonSelect({ organization, value, onChange, ...others }: PersonSelectProps) {
  const { cloud } = useApi();
  const search = useCallback(
    async (find: string) => {
      const { entries } = await cloud.team.list({
        organization,
        states: ['verified', 'unverified'],
        sort: 'name',
        limit: most,
        ...(find === '' ? {} : { find: find.slice(0, 254) }),
      });
      return entries.flatMap((entry) =>
        entry.kind === 'person'
          ? [{ value: entry.person.id, label: entry.called ?? entry.person.name, second: entry.person.email }]
          : [],
      );
    },
    [cloud, organization],
  );
  const chosen = useNameOf(organization, value);
  return (
    <FoundSelect
      {...others}
      search={search}
      chosen={chosen}
      // The name takes the place of what was typed before it came.
      readOnly={value !== null && chosen === null}
      onChange={(found) => onChange(found?.value ?? null, found?.label ?? '')}
    />
  );
}

/** What somebody who is chosen already is called, also when they were removed; their id when the cloud does not say. */
function useNameOf(organization: string, person: string | null): Found | null {
  const { cloud } = useApi();
  const [known, know] = useState<Found | null>(null);
  const isKnown = person === null || known?.value === person;
  useEffect(() => {
    if (isKnown || person === null) return;
    let isWanted = true;
    cloud.team.show({ organization, person }).then(
      ({ entry }) => isWanted && know({ value: person, label: entry.called ?? entry.person.name }),
      () => isWanted && know({ value: person, label: person }),
    );
    return () => {
      isWanted = false;
    };
  }, [cloud, organization, person, isKnown]);
  return person !== null && known?.value === person ? known : null;
}
