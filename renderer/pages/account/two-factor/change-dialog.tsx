import { Modal } from '@mantine/core';
import { useState } from 'react';
import { text } from '#shared/text/index.ts';
import { ConfirmDialog } from '../../../parts/confirm-dialog.tsx';
import { toast } from '../../../parts/toast.tsx';
import type { TwoFactor } from '../../../state/two-factor.ts';
import { useAction, useApi } from '../../../state/use.tsx';
import { type Proof, ProofFields, waysOf } from './proof-fields.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import shared from '../account.module.css';

const words = text.window.twoFactor.change;

interface ChangeDialogProps {
  what: 'off' | 'renew';
  twoFactor: TwoFactor;
  onChanged: () => Promise<void>;
  onClose: () => void;
}

/** Turns two-factor off, or makes new recovery codes: asks first, and for the password and a code (A5). */
export function ChangeDialog({ what, twoFactor, onChanged, onClose }: ChangeDialogProps) {
  const { cloud } = useApi();
  const [ways] = useState(() => waysOf(twoFactor));
  const [proof, setProof] = useState<Proof>({ password: '', method: ways[0] ?? 'recovery', code: '' });
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const change = useAction(async () => {
    if (what === 'renew') {
      setCodes((await cloud.twoFactor.renewRecoveryCodes(proof)).recoveryCodes);
      await onChanged();
      return;
    }
    await cloud.twoFactor.disable(proof);
    await onChanged();
    toast({ tally: 'held', icon: 'check', title: words.offDone, message: null });
    onClose();
  });
  if (codes)
    return (
      <Modal opened onClose={onClose} title={text.window.twoFactor.codes.title} closeOnClickOutside={false}>
        <RecoveryCodes codes={codes} onKept={onClose} />
      </Modal>
    );
  const isOff = what === 'off';
  const isWrong = change.failure?.code === 'wrong-credentials';
  return (
    <ConfirmDialog
      opened
      title={isOff ? words.offTitle : words.renewTitle}
      safe={isOff ? words.keep : words.keepCodes}
      confirm={isOff ? words.off : words.renew}
      harmless={!isOff}
      busy={change.busy}
      failure={isWrong ? null : change.failure}
      onConfirm={() => void change.run()}
      onClose={onClose}
    >
      <form
        className={shared.stack}
        onSubmit={(event) => {
          event.preventDefault();
          void change.run();
        }}
      >
        <p>{isOff ? words.offBody : words.renewBody}</p>
        <ProofFields ways={ways} proof={proof} onChange={setProof} isWrong={isWrong} />
        {/* Enter in a field does what the button of the dialog does. */}
        <button type="submit" hidden aria-label={isOff ? words.off : words.renew} />
      </form>
    </ConfirmDialog>
  );
}
