import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { ClosePreview } from '#shared/models/organization-close.ts';
import type { OrganizationRef } from '#shared/models/person.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { ErrorState, FailureNote, LoadingState } from '../../parts/states.tsx';
import { Tally } from '../../parts/tally.tsx';
import { toast } from '../../parts/toast.tsx';
import { createResource } from '../../state/resource.ts';
import { useAction, useApi, useResource, useStores, useZone } from '../../state/use.tsx';
import css from './close.module.css';

const words = text.window.organization.close;

interface CloseDialogProps {
  organization: OrganizationRef;
  onClose: () => void;
}

/** Closes an organization, after naming everything that ends and everything that runs on, for whoever types its name. */
export function CloseDialog({ organization, onClose }: CloseDialogProps) {
  const { cloud } = useApi();
  const { explain, now } = useStores();
  const [store] = useState(() =>
    createResource(() => cloud.organization.previewClose({ organization: organization.id }), explain, now),
  );
  const preview = useResource(store);
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.title(organization.name)}
      withCloseButton={false}
      closeOnClickOutside={false}
      size="34rem"
    >
      {preview.value ? (
        <Confirm organization={organization} preview={preview.value} again={preview.refresh} onClose={onClose} />
      ) : preview.failure ? (
        <ErrorState
          failure={preview.failure}
          action={{ label: text.window.parts.tryAgain, run: () => void preview.refresh() }}
        />
      ) : (
        <LoadingState />
      )}
    </Modal>
  );
}

interface ConfirmProps extends CloseDialogProps {
  preview: ClosePreview;
  again: () => Promise<void>;
}

function Confirm({ organization, preview, again, onClose }: ConfirmProps) {
  const { cloud } = useApi();
  const { refreshSession, refreshSeats } = useStores();
  const [, go] = useLocation();
  const zone = useZone(organization.id);
  const [typed, type] = useState('');
  const { name, offline } = preview;
  const close = useAction(async () => {
    const shown = offline.map(({ lease }) => lease);
    try {
      await cloud.organization.close({ organization: organization.id, name: typed, offline: shown });
    } catch (error) {
      // Something changed while this was read: what is shown is as it is now, when it is tried again.
      await again();
      throw error;
    }
    toast({ tally: 'free', title: words.done(name), message: words.doneBody });
    onClose();
    go('/overview');
    await Promise.all([refreshSession(), refreshSeats()]);
  });
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.trim() === name) void close.run();
      }}
    >
      <Ends preview={preview} />
      {offline.length > 0 && (
        <section>
          <h3 className={css.head}>
            <Tally state="soon">{words.runsOn}</Tally>
          </h3>
          <div className={css.leases} role="group" aria-label={words.runsOn} tabIndex={0}>
            <ul>
              {offline.map(({ lease, license, machine, person, endsAt }) => (
                <li key={lease} className={css.lease}>
                  <span className={css.what}>{words.runsOnLine(license, machine, person)}</span>
                  <span className={css.until}>{words.until(dates.day(endsAt, zone))}</span>
                </li>
              ))}
            </ul>
          </div>
        </section>
      )}
      <p className={css.quiet}>{words.reopen(dates.day(preview.reopenUntil, zone))}</p>
      <TextInput
        label={words.typed(name)}
        value={typed}
        autoComplete="off"
        onChange={(event) => type(event.currentTarget.value)}
      />
      <FailureNote failure={close.failure} />
      <div className={css.buttons}>
        <Button onClick={onClose} data-autofocus>
          {words.safe}
        </Button>
        <Button type="submit" variant="danger" disabled={typed.trim() !== name} loading={close.busy}>
          {words.confirm}
        </Button>
      </div>
    </form>
  );
}

function Ends({ preview }: { preview: ClosePreview }) {
  const { people, licenses, online } = preview;
  const others = (['invitations', 'rooms', 'apiKeys', 'webhooks', 'notifications'] as const).flatMap((what) =>
    preview[what] > 0 ? words[what](preview[what]) : [],
  );
  return (
    <section>
      <h3 className={css.head}>
        <Tally state="ended">{words.ends}</Tally>
      </h3>
      <ul className={css.ends}>
        <li>{words.people(people)}</li>
        {licenses > 0 && <li>{words.licenses(licenses)}</li>}
        {online.leases > 0 && (
          <li>
            {words.online(online.leases)}
            <div className={css.machines}>
              {words.machines(online.machines, online.leases > online.machines.length)}
            </div>
          </li>
        )}
        {others.length > 0 && <li>{words.others(others)}</li>}
      </ul>
    </section>
  );
}
