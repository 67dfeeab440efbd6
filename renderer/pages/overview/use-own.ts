import { useMemo } from 'react';
import type { LicenseRow } from '#shared/models/license.ts';
import { linesOfMine } from '../../state/license-lines.ts';
import { needsOf } from '../../state/overview.ts';
import { runwayOfMine } from '../../state/runway.ts';
import { useStatus } from '../../state/use.tsx';

/** What the cards say of my own licenses. */
export function useOwn(rows: readonly LicenseRow[], now: number) {
  const machine = useStatus((status) => status.machine.id);
  return useMemo(() => {
    const lines = linesOfMine(rows, { machine, now });
    return { needs: needsOf(lines, now), runway: runwayOfMine(lines) };
  }, [rows, machine, now]);
}
