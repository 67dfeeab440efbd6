import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import type { LicenseAct } from '#shared/models/license-change.ts';
import { text } from '#shared/text/index.ts';
import { PersonSelect } from '../../../parts/person-select.tsx';
import { ProgressLine } from '../../../parts/progress-line.tsx';
import { FailureNote } from '../../../parts/states.tsx';
import { createMany, type ManyStore } from '../../../state/many.ts';
import { useApi, useStores } from '../../../state/use.tsx';
import { ChangeReport } from './change-report.tsx';
import { Changes } from './changes.tsx';
import { usePreview, worthDoing } from './use-change.ts';
import css from './managed.module.css';

const words = text.window.managedLicenses.change;

interface ChangeDialogProps {
  organization: string;
  act: LicenseAct;
  licenses: readonly string[];
  /** Something has changed, all of it or a part. */
  onChanged: () => void;
  onClose: () => void;
}

/** Says what would happen to each license, does it portion by portion, and reports (L6). */
export function ChangeDialog({ organization, act, licenses, onChanged, onClose }: ChangeDialogProps) {
  const { cloud } = useApi();
  const { explain } = useStores();
  const [person, choose] = useState<string | null>(null);
  const [work, begin] = useState<{ store: ManyStore; count: number } | null>(null);

  const start = (some: readonly string[]) => {
    const store = createMany(
      some,
      (portion, idempotencyKey) =>
        cloud.license.changeMany({ licenses: portion, act, idempotencyKey, ...(person !== null && { person }) }),
      { explain, newKey: () => crypto.randomUUID() },
    );
    begin({ store, count: some.length });
    void store.run().then(onChanged);
  };
  return (
    <Modal
      opened
      // While it goes through them, what it does would be out of sight.
      onClose={() => work?.store.getState().state !== 'running' && onClose()}
      title={work ? words.report[act] : words.title[act](licenses.length)}
      withCloseButton={false}
      closeOnClickOutside={false}
      size="46rem"
    >
      {work ? (
        <ChangeReport act={act} store={work.store} count={work.count} onChanged={onChanged} onClose={onClose} />
      ) : (
        <Ask {...{ organization, act, licenses, person }} onPerson={choose} onStart={start} onClose={onClose} />
      )}
    </Modal>
  );
}

interface AskProps extends Omit<ChangeDialogProps, 'onChanged'> {
  person: string | null;
  onPerson: (person: string | null) => void;
  onStart: (licenses: readonly string[]) => void;
}

function Ask({ organization, act, licenses, person, onPerson, onStart, onClose }: AskProps) {
  const preview = usePreview(licenses, act, person);
  const some = preview?.state === 'finished' ? worthDoing(preview.changes) : null;
  return (
    <div className={css.stack}>
      {act !== 'release' && (
        <PersonSelect
          organization={organization}
          label={act === 'assign' ? words.whom : words.from}
          nothing={text.window.managedLicenses.nobodyFound}
          clearable={act === 'unassign'}
          placeholder={act === 'assign' ? undefined : words.everybody}
          value={person}
          onChange={onPerson}
        />
      )}
      {preview?.state === 'running' && (
        <div className={css.progress}>
          <ProgressLine
            label={words.looking(preview.done, licenses.length)}
            done={preview.done}
            all={licenses.length}
          />
          <span>{words.looking(preview.done, licenses.length)}</span>
        </div>
      )}
      {preview && some && <Changes act={act} changes={preview.changes} />}
      {some?.length === 0 && <p>{words.nothingToDo}</p>}
      <FailureNote failure={preview?.failure ?? null} />
      <div className={css.buttons}>
        {preview?.state === 'failed' && (
          <Button onClick={() => void preview.run()}>{text.window.parts.tryAgain}</Button>
        )}
        <Button onClick={onClose} data-autofocus={act === 'assign' ? undefined : true}>
          {text.window.parts.cancel}
        </Button>
        <Button
          variant={act === 'assign' ? 'filled' : 'danger'}
          disabled={!some || some.length === 0}
          onClick={() => some && onStart(some)}
        >
          {words.confirm[act](some?.length ?? licenses.length)}
        </Button>
      </div>
    </div>
  );
}
