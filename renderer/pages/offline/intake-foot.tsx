import { Button, Menu } from '@mantine/core';
import { IconCheck, IconChevronDown, IconDeviceUsb, IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { Drive } from '#shared/models/offline.ts';
import type { Membership } from '#shared/models/person.ts';
import { text } from '#shared/text/index.ts';
import { line } from '../../parts/icons.ts';
import { ProgressLine } from '../../parts/progress-line.tsx';
import { useIsNarrow } from '../../parts/side-panel.tsx';
import { FailureNote } from '../../parts/states.tsx';
import { Tally } from '../../parts/tally.tsx';
import { createDesk } from '../../state/offline-desk.ts';
import { makeDelivery, makeIntake } from '../../state/offline-kept.ts';
import { type Counts, countsOf } from '../../state/offline-lines.ts';
import { filesForIntake, shortNameOf, targetOf } from '../../state/offline-places.ts';
import { useKept, useStatus } from '../../state/use.tsx';
import { placeOf } from './use-save.ts';
import css from './offline.module.css';

const words = text.window.intake;

/** What the list comes to in numbers, and the one button that answers what is ticked. */
export function IntakeFoot({ place }: { place: Membership }) {
  const intake = useKept(makeIntake);
  const delivery = useKept(makeDelivery);
  const { lines, work, failure, report } = useStore(intake);
  const { isSaving } = useStore(delivery);
  const desk = useKept(createDesk);
  const reading = useStore(desk, (state) => state.reading);
  const drives = useStatus((status) => status.drives) ?? [];
  const [drive, choosePlace] = useTarget(drives);
  const [isBundle, bundle] = useState(true);
  const counts = countsOf(lines);
  const busy = work !== null || isSaving || reading !== null;
  const label = labelOf(counts, drive);
  return (
    <footer className={css.intakeFoot}>
      {failure && (
        <div className={css.intakeFailure}>
          <FailureNote failure={failure} />
        </div>
      )}
      <div className={css.footLine}>
        {busy ? (
          <Progress />
        ) : (
          <>
            <CountWords counts={counts} />
            {counts.waiting > 0 && (
              <Button size="sm" onClick={() => void intake.examine()}>
                {words.goOn}
              </Button>
            )}
          </>
        )}
        <div className={css.footEnd}>
          {(work ?? reading) !== null && (
            <Button variant="subtle" onClick={work ? intake.cancel : desk.close}>
              {words.cancel}
            </Button>
          )}
          {!busy && report && (
            <Button variant="subtle" onClick={() => delivery.show(true)}>
              {words.report.show}
            </Button>
          )}
          {!busy && counts.files > 1 && (
            <HowSaved {...{ drives, drive, isBundle }} onBundle={bundle} onPlace={choosePlace} />
          )}
          <Button
            variant="filled"
            disabled={counts.files + counts.notes === 0 || busy}
            onClick={() => void delivery.run({ place: placeOf(drive), isBundle, owner: place.organization.name })}
          >
            {label}
          </Button>
        </div>
      </div>
    </footer>
  );
}

function labelOf({ files, notes }: Counts, drive: Drive | null): string {
  if (files === 0 && notes > 0) return words.note(notes);
  return drive ? words.issueTo(files, shortNameOf(drive)) : words.issue(files);
}

/** Where the answers go: next to the requests, until somebody says otherwise. */
function useTarget(drives: readonly Drive[]): [Drive | null, (place: string) => void] {
  const [chosen, choose] = useState<string | null>(null);
  const source = drives.find((drive) => filesForIntake(drive).length > 0)?.id ?? null;
  if (chosen === 'downloads') return [null, choose];
  return [targetOf(drives, chosen ?? source), choose];
}

function CountWords({ counts }: { counts: Counts }) {
  const { ready, shortened, refused, waiting, done } = counts;
  return (
    <div className={css.counts} role="status">
      {done > 0 && (
        <Tally state="held" icon="check">
          {words.done(done)}
        </Tally>
      )}
      {ready > 0 && (
        <Tally state="held" icon="check">
          {words.ready(ready)}
        </Tally>
      )}
      {shortened > 0 && <Tally state="soon">{words.shortened(shortened)}</Tally>}
      {refused > 0 && <Tally state="ended">{words.refused(refused)}</Tally>}
      {waiting > 0 && <Tally state="free">{words.waiting(waiting)}</Tally>}
    </div>
  );
}

/** What is under way, in words and as a line. */
function Progress() {
  const { work } = useStore(useKept(makeIntake));
  const reading = useStore(useKept(createDesk), (desk) => desk.reading);
  if (!work) return <span role="status">{reading === null ? words.savingFiles : words.reading(reading)}</span>;
  const label = (work.doing === 'examine' ? words.examining : words.issuing)(work.done, work.all);
  return (
    <div className={css.progress}>
      <span role="status">{label}</span>
      <ProgressLine label={label} done={work.done} all={work.all} />
    </div>
  );
}

interface HowSavedProps {
  drives: readonly Drive[];
  drive: Drive | null;
  isBundle: boolean;
  onBundle: (isBundle: boolean) => void;
  onPlace: (place: string) => void;
}

/** One file or many, and where to: said beside the button, changed where it is said. */
function HowSaved({ drives, drive, isBundle, onBundle, onPlace }: HowSavedProps) {
  const narrow = useIsNarrow();
  const together = isBundle || drive === null;
  const mark = (isOn: boolean) => (isOn ? <IconCheck {...line} /> : <span className={css.noIcon} />);
  return (
    <Menu position="top-end">
      <Menu.Target>
        <Button
          size="sm"
          variant="subtle"
          className={css.how}
          rightSection={<IconChevronDown size={14} stroke={1.75} aria-hidden />}
        >
          {narrow
            ? together
              ? words.oneBundleShort
              : words.manyFilesShort
            : together
              ? words.oneBundle
              : words.manyFiles}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={mark(together)} onClick={() => onBundle(true)}>
          {words.oneBundle}
        </Menu.Item>
        <Menu.Item leftSection={mark(!together)} disabled={drive === null} onClick={() => onBundle(false)}>
          {words.manyFiles}
        </Menu.Item>
        {drives.length > 0 && (
          <>
            <Menu.Divider />
            {drives
              .filter(({ isWritable }) => isWritable)
              .map((each) => (
                <Menu.Item
                  key={each.id}
                  leftSection={each.id === drive?.id ? mark(true) : <IconDeviceUsb {...line} />}
                  onClick={() => onPlace(each.id)}
                >
                  {words.report.saveTo(shortNameOf(each))}
                </Menu.Item>
              ))}
            <Menu.Item
              leftSection={drive === null ? mark(true) : <IconDownload {...line} />}
              onClick={() => onPlace('downloads')}
            >
              {words.report.download}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
