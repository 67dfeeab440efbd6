import { useMemo } from 'react';
import type { OrganizationRef } from '#shared/models/person.ts';
import { useLast } from '../../parts/use-last.ts';
import { ReleaseDialog } from '../license/release-dialog.tsx';
import { AcceptDialog } from './accept-dialog.tsx';
import type { Act } from './act.ts';
import { CloneDialog } from './clone-dialog.tsx';
import { PersonDialog } from './person-dialog.tsx';
import { RenewDialog } from './renew-dialog.tsx';
import { ReturnDialog } from './return-dialog.tsx';

interface ActsProps {
  act: Act | null;
  organization: OrganizationRef;
  onClose: () => void;
}

/** The dialogs of what can be done with a machine, one at a time. */
export function Acts({ act, organization, onClose }: ActsProps) {
  const shown = useLast(act);
  const seat = useMemo(
    () =>
      act?.kind === 'release'
        ? { license: act.lease.licenseName, organization: organization.id, lease: act.lease }
        : null,
    [act, organization],
  );
  if (!shown) return null;
  const common = { opened: act !== null, organization, onClose };
  switch (shown.kind) {
    case 'release':
      return <ReleaseDialog seat={seat} onClose={onClose} />;
    case 'return':
      return <ReturnDialog {...common} machine={shown.machine} lease={shown.lease} />;
    case 'renew':
      return <RenewDialog key={shown.lease.id} {...common} machine={shown.machine} lease={shown.lease} />;
    case 'person':
      return <PersonDialog key={shown.lease.id} {...common} machine={shown.machine} lease={shown.lease} />;
    case 'accept':
      return <AcceptDialog {...common} machine={shown.machine} />;
    case 'clone':
      return <CloneDialog {...common} />;
  }
}
