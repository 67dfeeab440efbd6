import { Button, Modal } from '@mantine/core';
import { useMemo } from 'react';
import { IconDeviceUsb, IconDownload } from '@tabler/icons-react';
import { carriedName } from '#shared/files/carried-name.ts';
import { text } from '#shared/text/index.ts';
import { line } from '../../parts/icons.ts';
import { FailureNote, LoadingState } from '../../parts/states.tsx';
import { compareWords } from '../../state/offline-here.ts';
import { shortNameOf } from '../../state/offline-places.ts';
import { createResource } from '../../state/resource.ts';
import { useAction, useApi, useResource, useStores } from '../../state/use.tsx';
import { WordTiles } from '../inspect/compare-root.tsx';
import { useSave, useTarget } from './use-save.ts';
import css from './offline.module.css';

const words = text.window.offline.trust;

/** The trust root for machines that never see a network, and the words that are compared there. */
export function SaveRootDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={text.window.offline.saveRoot}
      size="35rem"
      closeButtonProps={{ 'aria-label': text.window.parts.close }}
    >
      {opened && <Root />}
    </Modal>
  );
}

function Root() {
  const { cloud } = useApi();
  const { explain, now } = useStores();
  const store = useMemo(() => createResource(() => cloud.about.show({}), explain, now), [cloud, explain, now]);
  const { value, failure, refresh } = useResource(store);
  const drive = useTarget();
  const save = useSave();
  const put = useAction(async (to: typeof drive) => {
    if (!value) return;
    await save({ name: carriedName(value.name, now(), '.trust-root'), text: value.trustRoot }, to);
  });
  if (!value)
    return failure ? (
      <div className={css.form}>
        <FailureNote failure={failure} />
        <div className={css.end}>
          <Button onClick={() => void refresh()}>{text.window.parts.tryAgain}</Button>
        </div>
      </div>
    ) : (
      <LoadingState />
    );
  return (
    <div className={css.form}>
      <h3 className={css.strong}>{words.saveTitle(value.name)}</h3>
      <p>{words.saveBody}</p>
      <WordTiles label={words.knownWords} words={compareWords(value.fingerprint, '')} />
      <FailureNote failure={put.failure} />
      <div className={css.end}>
        <Button
          variant={drive ? 'default' : 'filled'}
          leftSection={<IconDownload {...line} />}
          loading={put.busy}
          onClick={() => void put.run(null)}
        >
          {words.download}
        </Button>
        {drive && (
          <Button
            variant="filled"
            data-autofocus
            leftSection={<IconDeviceUsb {...line} />}
            loading={put.busy}
            onClick={() => void put.run(drive)}
          >
            {words.toDrive(shortNameOf(drive))}
          </Button>
        )}
      </div>
    </div>
  );
}
