import { Button } from '@mantine/core';
import { IconCornerUpLeft, IconUserMinus, IconUserPlus } from '@tabler/icons-react';
import type { LicenseAct } from '#shared/models/license-change.ts';
import { text } from '#shared/text/index.ts';
import { line as icon } from '../../../parts/icons.ts';
import { FailureNote } from '../../../parts/states.tsx';
import type { Action } from '../../../state/use.tsx';
import css from './managed.module.css';

const words = text.window.managedLicenses;

export const actIcons = { assign: IconUserPlus, unassign: IconUserMinus, release: IconCornerUpLeft } as const;
export const acts = Object.keys(actIcons) as LicenseAct[];

interface MarkedBarProps {
  count: number;
  /** How many the filter lets through. */
  total: number;
  all: Action<[], void>;
  onNone: () => void;
  onAct: (act: LicenseAct) => void;
}

/** How many are marked, and what can be done with all of them. */
export function MarkedBar({ count, total, all, onNone, onAct }: MarkedBarProps) {
  return (
    <div className={css.marked}>
      <span role="status">{words.marked(count)}</span>
      {count < total && (
        <Button size="sm" variant="subtle" loading={all.busy} onClick={() => void all.run()}>
          {words.markAll(total)}
        </Button>
      )}
      <Button size="sm" variant="subtle" onClick={onNone}>
        {words.unmark}
      </Button>
      <FailureNote failure={all.failure} />
      <span className={css.spring} />
      {acts.map((act) => {
        const Icon = actIcons[act];
        return (
          <Button key={act} size="sm" leftSection={<Icon {...icon} />} onClick={() => onAct(act)}>
            {words.acts[act]}
          </Button>
        );
      })}
    </div>
  );
}
