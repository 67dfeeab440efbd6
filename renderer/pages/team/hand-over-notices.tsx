import { Button } from '@mantine/core';
import { useState } from 'react';
import type { OwnershipOffer } from '#shared/models/team.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { Attention } from '../../parts/attention.tsx';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { FailureNote } from '../../parts/states.tsx';
import { toast } from '../../parts/toast.tsx';
import { useAction, useApi, useFresh, useKept, useStores, useWho, useZone } from '../../state/use.tsx';
import { makeOffers } from './offers.ts';

const words = text.window.person.handOver;

/** What is being handed over to me, to be answered; and what Owners wait for, to be withdrawn. Nothing when there is none. */
export function HandOverNotices({
  organization,
  className,
}: {
  organization?: string;
  className?: string | undefined;
}) {
  const { value } = useFresh(useKept(makeOffers));
  const me = useWho()?.person.id;
  const shown = (value ?? []).filter((offer) => organization === undefined || offer.organization.id === organization);
  if (shown.length === 0) return null;
  return (
    <div className={className}>
      {shown.map((offer) =>
        offer.to.id === me ? <ToMe key={offer.id} offer={offer} /> : <FromOwner key={offer.id} offer={offer} />,
      )}
    </div>
  );
}

function ToMe({ offer }: { offer: OwnershipOffer }) {
  const { cloud } = useApi();
  const { refreshSession } = useStores();
  const offers = useKept(makeOffers);
  const zone = useZone(offer.organization.id);
  const [asking, ask] = useState(false);
  const answer = { organization: offer.organization.id, offer: offer.id };
  const { name } = offer.organization;
  const accept = useAction(async () => {
    await cloud.team.acceptOwnership(answer);
    toast({ tally: 'held', icon: 'check', title: words.accepted(name), message: words.acceptedBody(offer.from.name) });
    ask(false);
    await Promise.all([offers.refresh(), refreshSession()]);
  });
  const decline = useAction(async () => {
    await cloud.team.declineOwnership(answer);
    toast({ tally: 'free', title: words.declined, message: words.declinedBody(offer.from.name) });
    await offers.refresh();
  });
  return (
    <Attention
      state="soon"
      title={words.toMeTitle(name)}
      ways={
        <>
          <Button variant="filled" onClick={() => ask(true)}>
            {words.accept}
          </Button>
          <Button loading={decline.busy} onClick={() => void decline.run()}>
            {words.decline}
          </Button>
        </>
      }
    >
      {words.toMeBody(offer.from.name, dates.dayAndTime(offer.expiresAt, zone))}
      <FailureNote failure={decline.failure} />
      <ConfirmDialog
        opened={asking}
        title={words.acceptTitle(name)}
        safe={words.acceptSafe}
        confirm={words.acceptConfirm}
        harmless
        busy={accept.busy}
        failure={accept.failure}
        onConfirm={() => void accept.run()}
        onClose={() => {
          accept.clear();
          ask(false);
        }}
      >
        {words.acceptBody(offer.from.name)}
      </ConfirmDialog>
    </Attention>
  );
}

function FromOwner({ offer }: { offer: OwnershipOffer }) {
  const { cloud } = useApi();
  const offers = useKept(makeOffers);
  const zone = useZone(offer.organization.id);
  const withdraw = useAction(async () => {
    await cloud.team.withdrawOwnership({ organization: offer.organization.id, offer: offer.id });
    toast({ tally: 'free', title: words.withdrawn, message: words.withdrawnBody });
    await offers.refresh();
  });
  return (
    <Attention
      state="held"
      icon="sent"
      title={words.fromMeTitle(offer.to.name)}
      ways={
        <Button loading={withdraw.busy} onClick={() => void withdraw.run()}>
          {words.withdraw}
        </Button>
      }
    >
      {words.fromMeBody(offer.organization.name, offer.from.name, dates.dayAndTime(offer.expiresAt, zone))}
      <FailureNote failure={withdraw.failure} />
    </Attention>
  );
}
