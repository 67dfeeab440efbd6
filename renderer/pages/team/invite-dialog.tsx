import { Select, Textarea } from '@mantine/core';
import { useMemo, useState } from 'react';
import { readAddresses } from '#shared/models/addresses.ts';
import { Role } from '#shared/models/role.ts';
import type { LicenseToAssign } from '#shared/models/team.ts';
import { text } from '#shared/text/index.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { toast } from '../../parts/toast.tsx';
import { mostAddresses, rolesToGive } from '../../state/team-lines.ts';
import { useAction, useApi, useRoles } from '../../state/use.tsx';
import { AddressList } from './address-list.tsx';
import { LicensesToPromise } from './licenses-to-promise.tsx';
import type { TeamPlace } from './team-place.ts';
import { useVerdicts } from './use-verdicts.ts';

const words = text.window.team;

interface InviteDialogProps {
  place: TeamPlace;
  opened: boolean;
  onClose: () => void;
}

/** Invites one or many people; says of each address what will happen to it before anything is sent. */
export function InviteDialog({ place, opened, onClose }: InviteDialogProps) {
  return opened && <Invite place={place} onClose={onClose} />;
}

function Invite({ place, onClose }: Pick<InviteDialogProps, 'place' | 'onClose'>) {
  const { organization, role: mine, onChanged } = place;
  const { cloud } = useApi();
  const { nameOf, used } = useRoles(organization.id);
  const [written, write] = useState('');
  const [role, setRole] = useState<Role>('member');
  const [licenses, setLicenses] = useState<LicenseToAssign[]>([]);
  const addresses = useMemo(() => readAddresses(written), [written]);
  const verdicts = useVerdicts(organization.id, addresses);
  const valid = addresses.filter((_, at) => verdicts[at] === 'valid');
  const tooMany = valid.length > mostAddresses;
  const invite = useAction(async () => {
    const answer = await cloud.team.invite({
      organization: organization.id,
      addresses: valid.map((address) => address.written.slice(0, 320)),
      role,
      licenses: licenses.map(({ id }) => id),
    });
    const sent = answer.addresses.filter(({ invitation }) => invitation !== null).length;
    toast(
      sent > 0
        ? { tally: 'held', icon: 'sent', title: words.inviteDone(sent), message: words.inviteDoneBody }
        : { tally: 'soon', title: words.inviteNobody, message: words.inviteNobodyBody },
    );
    onClose();
    await onChanged();
  });
  return (
    <FormDialog
      title={words.inviteTitle(organization.name)}
      submit={words.inviteSubmit(valid.length)}
      isGood={valid.length > 0 && !tooMany}
      action={invite}
      isLong
      onClose={onClose}
    >
      <Textarea
        label={words.addresses}
        description={words.addressesHint}
        placeholder={words.addressesPlaceholder}
        autosize
        minRows={2}
        maxRows={6}
        value={written}
        onChange={(event) => write(event.currentTarget.value)}
        error={tooMany ? words.tooMany(mostAddresses) : undefined}
        data-autofocus
      />
      <AddressList addresses={addresses} verdicts={verdicts} />
      <Select
        label={words.role}
        description={words.roleHints[role]}
        data={rolesToGive(mine, used).map((each) => ({ value: each, label: nameOf(each) }))}
        value={role}
        onChange={(value) => setRole(Role.catch('member').parse(value))}
        allowDeselect={false}
      />
      <LicensesToPromise organization={organization.id} chosen={licenses} onChange={setLicenses} />
    </FormDialog>
  );
}
