import { Textarea } from '@mantine/core';
import { useMemo, useState } from 'react';
import { readAddresses, type ReadAddress } from '#shared/models/addresses.ts';
import { type AddedAddress, mostNotified, type NotificationAddress } from '#shared/models/notification.ts';
import type { OrganizationRef } from '#shared/models/person.ts';
import { text } from '#shared/text/index.ts';
import { AddressVerdicts } from '../../../parts/address-verdicts.tsx';
import { FormDialog } from '../../../parts/form-dialog.tsx';
import { toast } from '../../../parts/toast.tsx';
import type { Standing } from '../../../state/tally.ts';
import { useAction, useApi } from '../../../state/use.tsx';
import { type Wish, WishFields } from './wish-fields.tsx';

const words = text.window.notifications;

interface AddDialogProps {
  organization: OrganizationRef;
  /** Those on the list already. */
  known: readonly NotificationAddress[];
  onDone: () => Promise<void>;
  onClose: () => void;
}

/** Adds one or many addresses; says of each what will happen to it before anything is sent. */
export function AddDialog({ organization, known, onDone, onClose }: AddDialogProps) {
  const { cloud } = useApi();
  const [written, write] = useState('');
  const [wish, setWish] = useState<Wish>({ kinds: ['licenses', 'offline-leases'], daysBefore: 30 });
  const addresses = useMemo(() => readAddresses(written), [written]);
  const verdicts = useMemo(() => verdictsOf(addresses, known), [addresses, known]);
  const valid = addresses.filter((_, at) => verdicts[at] === 'added');
  const isGood = valid.length > 0 && valid.length <= mostNotified && wish.kinds.length > 0;
  const add = useAction(async () => {
    const { addresses: answers } = await cloud.notification.add({
      organization: organization.id,
      addresses: valid.map((address) => address.written.slice(0, 320)),
      ...wish,
    });
    const added = answers.filter(({ verdict }) => verdict === 'added').length;
    toast(
      added > 0
        ? { tally: 'held', icon: 'check', title: words.done(added), message: words.doneBody }
        : { tally: 'soon', title: words.noneAdded, message: words.noneAddedBody },
    );
    await onDone();
    onClose();
  });
  return (
    <FormDialog
      title={words.addTitle(organization.name)}
      submit={words.submit(valid.length)}
      isGood={isGood}
      action={add}
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
        data-autofocus
      />
      <AddressVerdicts
        label={words.list}
        addresses={addresses}
        verdicts={verdicts.map((verdict) => ({ ...standings[verdict], word: words.verdicts[verdict] }))}
      />
      <WishFields wish={wish} onChange={setWish} />
    </FormDialog>
  );
}

type Verdict = AddedAddress['verdict'];

function verdictsOf(addresses: readonly ReadAddress[], known: readonly NotificationAddress[]): Verdict[] {
  const listed = new Map(known.map(({ email, unsubscribedAt }) => [email, unsubscribedAt]));
  const before = new Set<string>();
  return addresses.map(({ email }) => {
    if (email === null) return 'not-an-address';
    if (before.has(email)) return 'repeated';
    before.add(email);
    const unsubscribedAt = listed.get(email);
    if (unsubscribedAt === undefined) return 'added';
    return unsubscribedAt === null ? 'is-there' : 'unsubscribed';
  });
}

const standings: Record<Verdict, Omit<Standing, 'word'>> = {
  added: { tally: 'held', icon: 'check' },
  'is-there': { tally: 'free' },
  unsubscribed: { tally: 'free' },
  repeated: { tally: 'free' },
  'not-an-address': { tally: 'ended' },
};
