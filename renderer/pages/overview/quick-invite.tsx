import { Button, Select, Textarea } from '@mantine/core';
import { type KeyboardEvent, useMemo, useState } from 'react';
import { readAddresses } from '#shared/models/addresses.ts';
import type { Membership } from '#shared/models/person.ts';
import { Role, rolesIn } from '#shared/models/role.ts';
import { text } from '#shared/text/index.ts';
import { FailureNote } from '../../parts/states.tsx';
import { toast } from '../../parts/toast.tsx';
import { mostAddresses, rolesToGive } from '../../state/team-lines.ts';
import { useAction, useApi } from '../../state/use.tsx';
import { AddressList } from '../team/address-list.tsx';
import { useVerdicts } from '../team/use-verdicts.ts';
import css from './managed.module.css';

const words = text.window.overview;
const { team } = text.window;

interface QuickInviteProps {
  membership: Membership;
  onInvited: () => Promise<void>;
}

/** One field for one or many addresses: type, Enter. Says of each what will happen to it; who cannot be invited is left out. */
export function QuickInvite({ membership, onInvited }: QuickInviteProps) {
  const { organization, role: mine, roleSet } = membership;
  const { cloud } = useApi();
  const [written, write] = useState('');
  const [role, setRole] = useState<Role>('member');
  const addresses = useMemo(() => readAddresses(written), [written]);
  const verdicts = useVerdicts(organization.id, addresses);
  const valid = addresses.filter((_, at) => verdicts[at] === 'valid');
  const tooMany = valid.length > mostAddresses;
  const invite = useAction(async () => {
    const answer = await cloud.team.invite({
      organization: organization.id,
      addresses: valid.map((address) => address.written.slice(0, 320)),
      role,
    });
    const sent = answer.addresses.filter(({ invitation }) => invitation !== null).length;
    toast(
      sent > 0
        ? { tally: 'held', icon: 'sent', title: team.inviteDone(sent), message: team.inviteDoneBody }
        : { tally: 'soon', title: team.inviteNobody, message: team.inviteNobodyBody },
    );
    write('');
    await onInvited();
  });
  const send = () => {
    if (valid.length > 0 && !tooMany) void invite.run();
  };
  // Lines may be pasted, which a field of one line would run together.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  const roles = rolesToGive(mine).filter((each) => rolesIn(roleSet).includes(each));
  return (
    <form
      className={css.invite}
      aria-label={words.invite}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Textarea
        aria-label={words.inviteField}
        placeholder={words.inviteHint}
        autosize
        minRows={1}
        maxRows={5}
        value={written}
        onChange={(event) => write(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        error={tooMany ? team.tooMany(mostAddresses) : undefined}
      />
      <AddressList addresses={addresses} verdicts={verdicts} />
      <FailureNote failure={invite.failure} />
      <div className={css.fields}>
        <Select
          className={css.role}
          aria-label={words.inviteRole}
          data={roles.map((each) => ({ value: each, label: text.roleName(each, roleSet) }))}
          value={role}
          onChange={(value) => setRole(Role.catch('member').parse(value))}
          allowDeselect={false}
        />
        <Button type="submit" className={css.send} loading={invite.busy} disabled={valid.length === 0 || tooMany}>
          {words.send(valid.length)}
        </Button>
      </div>
    </form>
  );
}
