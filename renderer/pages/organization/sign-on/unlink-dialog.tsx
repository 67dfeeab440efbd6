import { useState } from 'react';
import { text } from '#shared/text/index.ts';
import { ConfirmDialog } from '../../../parts/confirm-dialog.tsx';
import { PersonSelect } from '../../../parts/person-select.tsx';
import { toast } from '../../../parts/toast.tsx';
import { useAction, useApi } from '../../../state/use.tsx';
import type { SignOnCardProps } from './sign-on-card.ts';

const words = text.window.singleSignOn;

/** Forgets which account at the provider is somebody's. */
export function UnlinkDialog({ organization, onChanged, onClose }: SignOnCardProps & { onClose: () => void }) {
  const { cloud } = useApi();
  const [person, choose] = useState<string | null>(null);
  const unlink = useAction(async () => {
    if (person === null) return;
    await cloud.singleSignOn.unlink({ organization, person });
    await onChanged();
    toast({ tally: 'held', icon: 'check', title: words.unlinked, message: words.unlinkedBody });
    onClose();
  });
  return (
    <ConfirmDialog
      opened
      title={words.unlinkTitle}
      confirm={words.unlinkConfirm}
      harmless
      isGood={person !== null}
      busy={unlink.busy}
      failure={unlink.failure}
      onConfirm={() => void unlink.run()}
      onClose={onClose}
    >
      <p>{words.unlinkBody}</p>
      <PersonSelect
        mt="md"
        label={words.person}
        nothing={words.nobodyFound}
        organization={organization}
        value={person}
        onChange={choose}
      />
    </ConfirmDialog>
  );
}
