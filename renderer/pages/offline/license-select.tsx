import type { SelectProps } from '@mantine/core';
import { useCallback } from 'react';
import type { Membership } from '#shared/models/person.ts';
import { text } from '#shared/text/index.ts';
import { type Found, FoundSelect } from '../../parts/found-select.tsx';
import { useFindRunning } from '../../state/use-find-running.ts';

interface LicenseSelectProps
  extends Pick<SelectProps, 'placeholder' | 'clearable' | 'allowDeselect' | 'comboboxProps'> {
  place: Membership;
  label: string;
  chosen: Found | null;
  onChange: (license: Found | null) => void;
}

/** A license that runs, for an offline lease. */
export function LicenseSelect({ place, ...others }: LicenseSelectProps) {
  const find = useFindRunning(place);
  const search = useCallback(
    async (words: string) => (await find(words)).map(({ id, name }) => ({ value: id, label: name, second: id })),
    [find],
  );
  return <FoundSelect nothing={text.window.intake.noLicense} openOnFocus={false} {...others} search={search} />;
}
