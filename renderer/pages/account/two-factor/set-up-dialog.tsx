import { Button, Modal, Radio } from '@mantine/core';
import { useState } from 'react';
import type { CloudClient } from '../../../api/api.ts';
import { text } from '#shared/text/index.ts';
import { FailureNote } from '../../../parts/states.tsx';
import { toast } from '../../../parts/toast.tsx';
import type { TwoFactor } from '../../../state/two-factor.ts';
import { useAction, useApi } from '../../../state/use.tsx';
import { FirstCode } from './first-code.tsx';
import { type Proof, ProofFields, waysOf } from './proof-fields.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import shared from '../account.module.css';
import css from './two-factor.module.css';
import { Without } from './without.tsx';

const words = text.window.twoFactor.setUp;

type Begun = Awaited<ReturnType<CloudClient['twoFactor']['start']>>;

interface SetUpDialogProps {
  twoFactor: TwoFactor;
  /** null: the person chooses. */
  method: 'totp' | 'mail' | null;
  onChanged: () => Promise<void>;
  onClose: () => void;
}

/** From the licenses that would suffer, over method and password, to the first code and the recovery codes (A5). */
export function SetUpDialog({ twoFactor, method: given, onChanged, onClose }: SetUpDialogProps) {
  const [isFirst] = useState(twoFactor.methods.length === 0);
  const [isWarned, setWarned] = useState(!isFirst || twoFactor.without.length === 0);
  const [begun, setBegun] = useState<Begun | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const enabled = async (recoveryCodes: readonly string[] | null) => {
    await onChanged();
    toast({ tally: 'held', icon: 'check', title: isFirst ? words.enabled : words.added, message: null });
    if (recoveryCodes) setCodes(recoveryCodes);
    else onClose();
  };
  const titleOf = () => {
    if (codes) return text.window.twoFactor.codes.title;
    if (!isWarned) return words.withoutTitle(twoFactor.without.length);
    if (begun) return begun.method === 'totp' ? words.scanTitle : words.mailTitle;
    return isFirst ? words.title : words.addTitle;
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={titleOf()}
      withCloseButton={false}
      closeOnClickOutside={!codes}
      closeOnEscape={!codes}
    >
      {codes ? (
        <RecoveryCodes codes={codes} onKept={onClose} />
      ) : begun ? (
        <FirstCode
          begun={begun}
          isFirst={isFirst}
          onEnabled={enabled}
          onClose={onClose}
          onAgain={() => setBegun(null)}
        />
      ) : isWarned ? (
        <Begin twoFactor={twoFactor} method={given} onBegun={setBegun} onClose={onClose} />
      ) : (
        <Without licenses={twoFactor.without} onGoOn={() => setWarned(true)} onStop={onClose} />
      )}
    </Modal>
  );
}

interface BeginProps {
  twoFactor: TwoFactor;
  method: 'totp' | 'mail' | null;
  onBegun: (begun: Begun) => void;
  onClose: () => void;
}

function Begin({ twoFactor, method: given, onBegun, onClose }: BeginProps) {
  const { cloud } = useApi();
  const [ways] = useState(() => waysOf(twoFactor));
  const [method, setMethod] = useState(given ?? 'totp');
  const [proof, setProof] = useState<Proof>({ password: '', method: ways[0] ?? 'recovery', code: '' });
  const start = useAction(async () => {
    const { password, ...code } = proof;
    onBegun(await cloud.twoFactor.start({ method, password, ...(ways.length > 0 ? { proof: code } : {}) }));
  });
  const isWrong = start.failure?.code === 'wrong-credentials';
  return (
    <form
      className={shared.stack}
      onSubmit={(event) => {
        event.preventDefault();
        void start.run();
      }}
    >
      {given === null && (
        <Radio.Group
          label={words.how}
          value={method}
          onChange={(value) => setMethod(value === 'mail' ? 'mail' : 'totp')}
        >
          <div className={css.choices}>
            {(['totp', 'mail'] as const).map((value) => (
              <Radio
                key={value}
                value={value}
                label={text.window.twoFactor.methods[value]}
                description={words.hints[value]}
                data-autofocus={value === method || undefined}
              />
            ))}
          </div>
        </Radio.Group>
      )}
      <ProofFields ways={ways} proof={proof} onChange={setProof} isWrong={isWrong} />
      <FailureNote failure={isWrong ? null : start.failure} />
      <div className={css.foot}>
        <Button onClick={onClose}>{words.cancel}</Button>
        <Button type="submit" variant="filled" loading={start.busy}>
          {words.next}
        </Button>
      </div>
    </form>
  );
}
