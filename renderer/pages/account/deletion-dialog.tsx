import { Button, Modal, PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { DeletionPreview, DeletionRefusal } from '#shared/models/account.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { FailureNote, LoadingState } from '../../parts/states.tsx';
import { Tally } from '../../parts/tally.tsx';
import { createResource } from '../../state/resource.ts';
import { useAction, useApi, useResource, useStores, useZone } from '../../state/use.tsx';
import css from './account.module.css';

const words = text.window.privacy;

interface DeletionDialogProps {
  email: string;
  onDone: () => Promise<void>;
  onClose: () => void;
}

/** Says what the deletion will do, or what stands in its way; asks for the address, typed, and the password. */
export function DeletionDialog({ email, onDone, onClose }: DeletionDialogProps) {
  const { cloud } = useApi();
  const { explain, now } = useStores();
  const [store] = useState(() => createResource(() => cloud.account.previewDeletion({}), explain, now));
  const { value: preview, failure } = useResource(store);
  return (
    <Modal opened onClose={onClose} title={words.deletionTitle} withCloseButton={false}>
      <div className={css.form}>
        {!preview && (failure ? <FailureNote failure={failure} /> : <LoadingState />)}
        {preview && preview.refusals.length > 0 && <Refusals refusals={preview.refusals} />}
        {preview && preview.refusals.length === 0 ? (
          <Confirmation email={email} preview={preview} onDone={onDone} onClose={onClose} />
        ) : (
          <div className={css.dialogButtons}>
            <Button onClick={onClose} data-autofocus>
              {words.keep}
            </Button>
          </div>
        )}
      </div>
    </Modal>
  );
}

function Refusals({ refusals }: { refusals: readonly DeletionRefusal[] }) {
  const zone = useZone();
  return (
    <>
      <Tally state="ended">{words.deletionBlocked}</Tally>
      <ul className={css.points}>
        {refusals.map((refusal, at) => (
          <li key={at}>
            {refusal.why === 'last-owner'
              ? words.blockedOwner(refusal.organization)
              : words.blockedSeat(refusal.license, refusal.machine, dates.dayAndTime(refusal.until, zone))}
          </li>
        ))}
      </ul>
    </>
  );
}

function Confirmation({ email, preview, onDone, onClose }: DeletionDialogProps & { preview: DeletionPreview }) {
  const { cloud } = useApi();
  const zone = useZone();
  const [confirmation, setConfirmation] = useState('');
  const [password, setPassword] = useState('');
  const ask = useAction(async () => {
    await cloud.account.requestDeletion({ password, confirmation });
    await onDone();
    onClose();
  });
  const isWrong = ask.failure?.code === 'wrong-credentials';
  const { organizations, seats, dueAt } = preview;
  const namesOf = (isAlone: boolean) =>
    organizations.filter((each) => each.isAlone === isAlone).map(({ name }) => name);
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        void ask.run();
      }}
    >
      <p>{words.deletionWhen(dates.dayAndTime(dueAt, zone))}</p>
      <ul className={css.points}>
        <li>{words.deletionSessions}</li>
        {namesOf(false).length > 0 && <li>{words.deletionPlaces(namesOf(false))}</li>}
        {namesOf(true).length > 0 && <li>{words.deletionAlone(namesOf(true))}</li>}
        {seats.length > 0 && <li>{words.deletionSeats(seats)}</li>}
        <li>{words.deletionRows}</li>
      </ul>
      <TextInput
        label={words.confirmation(email)}
        required
        withAsterisk={false}
        autoComplete="off"
        maxLength={254}
        value={confirmation}
        onChange={(event) => setConfirmation(event.currentTarget.value)}
      />
      <PasswordInput
        label={words.password}
        required
        withAsterisk={false}
        autoComplete="current-password"
        maxLength={128}
        value={password}
        error={isWrong ? text.window.account.oldWrong : null}
        onChange={(event) => {
          ask.clear();
          setPassword(event.currentTarget.value);
        }}
      />
      <FailureNote failure={isWrong ? null : ask.failure} />
      <div className={css.dialogButtons}>
        <Button onClick={onClose} data-autofocus>
          {words.keep}
        </Button>
        <Button
          type="submit"
          variant="danger"
          loading={ask.busy}
          disabled={confirmation.trim().toLowerCase() !== email}
        >
          {words.deletionConfirm}
        </Button>
      </div>
    </form>
  );
}
