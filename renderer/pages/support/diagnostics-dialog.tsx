import { Button, Modal } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { text } from '#shared/text/index.ts';
import type { CompanionClient } from '../../api/api.ts';
import { line } from '../../parts/icons.ts';
import { FailureNote } from '../../parts/states.tsx';
import { toast } from '../../parts/toast.tsx';
import { createCollected } from '../../state/diagnostics.ts';
import { useAction, useStores } from '../../state/use.tsx';
import { DiagnosticsSteps } from './diagnostics-steps.tsx';
import { saveBundle } from './save-bundle.ts';
import css from './support.module.css';

const words = text.window.support.diagnostics;

interface DiagnosticsDialogProps {
  companion: CompanionClient;
  onClose: () => void;
}

/** A support bundle of this machine, looked at and saved (O4). */
export function DiagnosticsDialog({ companion, onClose }: DiagnosticsDialogProps) {
  const { explain } = useStores();
  const [collected] = useState(() => createCollected(companion, explain));
  const [isDone, setDone] = useState(false);
  const save = useAction(async () => {
    const { report, leftOut } = collected.getState();
    if (report === null) return;
    const bundle = await companion.diagnostics.pack({ report, leaveOut: [...leftOut] });
    saveBundle(bundle);
    toast({
      tally: 'held',
      icon: 'check',
      title: words.saved(bundle.name, bundle.bytes),
      message: words.savedBody,
    });
  });
  return (
    <Modal opened onClose={onClose} title={words.title} withCloseButton={false} size="42rem">
      <div className={css.form}>
        <p>{words.body}</p>
        <DiagnosticsSteps collected={collected} onDone={setDone} />
        <FailureNote failure={save.failure} />
        <div className={css.buttons}>
          <Button onClick={onClose} data-autofocus>
            {text.window.parts.close}
          </Button>
          <Button
            variant="filled"
            leftSection={<IconDownload {...line} />}
            loading={save.busy}
            disabled={!isDone}
            onClick={() => void save.run()}
          >
            {words.save}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
