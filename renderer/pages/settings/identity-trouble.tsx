import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { facts } from '#shared/text/en/facts.ts';
import { text } from '#shared/text/index.ts';
import type { CompanionClient } from '../../api/api.ts';
import { Attention } from '../../parts/attention.tsx';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { FailureNote } from '../../parts/states.tsx';
import { toast } from '../../parts/toast.tsx';
import type { IdentityTrouble } from '../../state/identity.ts';
import { nameOf } from '../../state/license-lines.ts';
import { useAction, useStatus, useWho } from '../../state/use.tsx';
import css from './settings.module.css';

const words = text.window.settings;

interface TroubleProps {
  companion: CompanionClient;
  trouble: IdentityTrouble;
}

/** The cloud is not sure which machine this is: what it saw, and the answers a person can give. */
export function IdentityTroubleNote({ companion, trouble }: TroubleProps) {
  return trouble.kind === 'changed' ? (
    <Changed companion={companion} parts={trouble.factors.map((name) => facts[name])} />
  ) : (
    <Cloned companion={companion} />
  );
}

function Changed({ companion, parts }: { companion: CompanionClient; parts: readonly string[] }) {
  const isSignedIn = useWho() !== null;
  const repair = useAction(async () => {
    await companion.machine.repair({});
    toast({ tally: 'on', title: words.sameDone, message: words.sameDoneBody });
  });
  return (
    <div className={css.wide}>
      <Attention
        state="soon"
        title={words.changedTitle}
        ways={
          <Button size="sm" disabled={!isSignedIn} loading={repair.busy} onClick={() => void repair.run()}>
            {words.same}
          </Button>
        }
      >
        <p>{words.changedBody(parts.length > 0 ? parts.join(', ') : words.changedSome)}</p>
        {!isSignedIn && <p>{words.signInFirst}</p>}
      </Attention>
      <FailureNote failure={repair.failure} />
    </div>
  );
}

function Cloned({ companion }: { companion: CompanionClient }) {
  const isSignedIn = useWho() !== null;
  const machine = useStatus((status) => status.machine.name) ?? '';
  const leases = useStatus((status) => status.leases) ?? [];
  const [asking, ask] = useDisclosure();
  const claim = useAction(async () => {
    await companion.machine.claim({});
    toast({ tally: 'on', title: words.originalDone, message: words.originalDoneBody });
  });
  const renew = useAction(async () => {
    const { name } = await companion.machine.renewIdentity({ confirm: true });
    toast({ tally: 'free', title: words.copyDone(name), message: words.copyDoneBody });
    ask.close();
  });
  return (
    <div className={css.wide}>
      <Attention
        state="ended"
        title={words.clonedTitle}
        ways={
          <>
            <Button size="sm" disabled={!isSignedIn} loading={claim.busy} onClick={() => void claim.run()}>
              {words.original}
            </Button>
            <Button size="sm" onClick={ask.open}>
              {words.copy}
            </Button>
          </>
        }
      >
        <p>{words.clonedBody}</p>
        {!isSignedIn && <p>{words.signInFirst}</p>}
      </Attention>
      <FailureNote failure={claim.failure} />
      <ConfirmDialog
        opened={asking}
        title={words.copyTitle(machine)}
        safe={words.copyKeep}
        confirm={words.copyConfirm}
        busy={renew.busy}
        failure={renew.failure}
        onConfirm={() => void renew.run()}
        onClose={() => {
          renew.clear();
          ask.close();
        }}
      >
        {words.copyBody(leases.map(nameOf))}
      </ConfirmDialog>
    </div>
  );
}
