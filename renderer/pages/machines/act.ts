import type { MachineView } from '#shared/models/machine-view.ts';
import { actsOf, type MachineLease, type MachineLine } from '../../state/machine-lines.ts';

/** What a manager is about to do, with what. */
export type Act =
  | { kind: 'release' | 'return' | 'renew' | 'person'; machine: MachineView; lease: MachineLease }
  | { kind: 'accept' | 'clone'; machine: MachineView };

/** What a key of the list starts for the lease a row shows; null: nothing. */
export function actOfKey(key: string, { machine, lease }: MachineLine): Act | null {
  if (!lease) return null;
  const may = actsOf(lease, machine);
  switch (key.toLowerCase()) {
    case 'r':
      if (may.release) return { kind: 'release', machine, lease };
      return may.return ? { kind: 'return', machine, lease } : null;
    case 'n':
      return may.renew ? { kind: 'renew', machine, lease } : null;
    case 'p':
      return may.person ? { kind: 'person', machine, lease } : null;
    default:
      return null;
  }
}
