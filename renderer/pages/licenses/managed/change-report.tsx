import { Button } from '@mantine/core';
import { IconDeviceFloppy } from '@tabler/icons-react';
import { useStore } from 'zustand';
import type { LicenseAct } from '#shared/models/license-change.ts';
import { text } from '#shared/text/index.ts';
import { line as icon } from '../../../parts/icons.ts';
import { ProgressLine } from '../../../parts/progress-line.tsx';
import { saveText } from '../../../parts/save-text.ts';
import { FailureNote } from '../../../parts/states.tsx';
import type { ManyStore } from '../../../state/many.ts';
import { useStores } from '../../../state/use.tsx';
import { Changes } from './changes.tsx';
import css from './managed.module.css';

const words = text.window.managedLicenses.change;

interface ChangeReportProps {
  act: LicenseAct;
  store: ManyStore;
  /** How many licenses it goes through. */
  count: number;
  onChanged: () => void;
  onClose: () => void;
}

/** How far it is, and what happened to each; it can be stopped between two portions and go on from there. */
export function ChangeReport({ act, store, count, onChanged, onClose }: ChangeReportProps) {
  const { now } = useStores();
  const { state, done, changes, failure } = useStore(store);
  const isRunning = state === 'running';
  const save = () => {
    const name = `${words.saveName} ${new Date(now()).toISOString().slice(0, 10)}.jsonl`.replaceAll(' ', '-');
    saveText({ name, text: changes.map((change) => `${JSON.stringify(change)}\n`).join('') });
  };
  return (
    <div className={css.stack}>
      {isRunning && (
        <div className={css.progress}>
          <ProgressLine label={words.doing(done, count)} done={done} all={count} />
          <span role="status">{words.doing(done, count)}</span>
        </div>
      )}
      {(state === 'stopped' || state === 'failed') && <p role="status">{words.stopped(done, count)}</p>}
      <FailureNote failure={failure} />
      <Changes act={act} changes={changes} isDone />
      <div className={css.buttons}>
        <Button className={css.start} leftSection={<IconDeviceFloppy {...icon} />} onClick={save} disabled={isRunning}>
          {words.save}
        </Button>
        {isRunning && <Button onClick={store.stop}>{words.stop}</Button>}
        {(state === 'stopped' || state === 'failed') && (
          <Button onClick={() => void store.run().then(onChanged)}>{words.goOn}</Button>
        )}
        <Button variant="filled" onClick={onClose} disabled={isRunning} data-autofocus>
          {words.close}
        </Button>
      </div>
    </div>
  );
}
