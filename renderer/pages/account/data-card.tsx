import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { text } from '#shared/text/index.ts';
import { line } from '../../parts/icons.ts';
import { Card } from '../../parts/page.tsx';
import { saveText } from '../../parts/save-text.ts';
import { FailureNote } from '../../parts/states.tsx';
import { toast } from '../../parts/toast.tsx';
import { useAction, useApi } from '../../state/use.tsx';
import css from './account.module.css';

const words = text.window.privacy;

/** Everything that is kept about me, in one file (A7). */
export function DataCard() {
  const { cloud } = useApi();
  const write = useAction(async () => {
    const file = await cloud.account.export({});
    saveText(file);
    toast({ tally: 'held', icon: 'check', title: words.exported, message: file.name });
  });
  return (
    <Card title={words.data}>
      <div className={css.stack}>
        <p>{words.dataLead}</p>
        <FailureNote failure={write.failure} />
        <Button leftSection={<IconDownload {...line} />} loading={write.busy} onClick={() => void write.run()}>
          {words.export}
        </Button>
      </div>
    </Card>
  );
}
