import { Button, Modal } from '@mantine/core';
import { useStore } from 'zustand';
import type { Membership } from '#shared/models/person.ts';
import { text } from '#shared/text/index.ts';
import { saveText } from '../../parts/save-text.ts';
import { FailureNote } from '../../parts/states.tsx';
import { Tally } from '../../parts/tally.tsx';
import { makeDelivery, makeIntake } from '../../state/offline-kept.ts';
import type { IntakeReport } from '../../state/offline-intake.ts';
import type { IntakeLine } from '../../state/offline-lines.ts';
import type { Saved } from '../../state/offline-save.ts';
import { shortNameOf, targetOf } from '../../state/offline-places.ts';
import { reportText, summaryOf } from '../../state/offline-report.ts';
import { useKept, useNow, useStatus } from '../../state/use.tsx';
import { placeOf } from './use-save.ts';
import css from './offline.module.css';

const words = text.window.intake.report;
const most = 8;

/** One report at the end: what was issued and where it is, what was refused and why, and the way to try that again. */
export function ReportDialog({ place }: { place: Membership }) {
  const intake = useKept(makeIntake);
  const delivery = useKept(makeDelivery);
  const { report, lines } = useStore(intake);
  const { isShown } = useStore(delivery);
  return (
    <Modal
      opened={isShown && report !== null}
      onClose={() => delivery.show(false)}
      title={report ? words.title(report.issued.length) : ''}
      size="35rem"
      closeButtonProps={{ 'aria-label': text.window.parts.close }}
    >
      {report && <Report report={report} lines={lines} place={place} />}
    </Modal>
  );
}

function Report({ report, lines, place }: { report: IntakeReport; lines: readonly IntakeLine[]; place: Membership }) {
  const intake = useKept(makeIntake);
  const delivery = useKept(makeDelivery);
  const { saved, failure, isSaving } = useStore(delivery);
  const now = useNow();
  const drive = targetOf(useStatus((status) => status.drives) ?? [], null);
  const summary = summaryOf(report, lines);
  const wish = { place: placeOf(drive), isBundle: true, owner: place.organization.name };
  const again = report.unsent.length;
  return (
    <div className={css.form}>
      <ul className={css.counts}>
        {summary.counts.map(({ id, tally, words: counted }) => (
          <li key={id}>
            <Tally state={tally} icon={tally === 'held' ? 'check' : undefined}>
              {counted}
            </Tally>
          </li>
        ))}
        <li className={css.quietAside}>{words.took(summary.seconds)}</li>
      </ul>
      {summary.files > 0 && <p>{saved ? savedWords(saved) : words.unsaved}</p>}
      {saved && <p>{words.carry}</p>}
      {report.wasStopped && <p>{text.window.intake.cancelled}</p>}
      <FailureNote failure={report.failure ?? failure} />
      {summary.failed.length > 0 && (
        <section>
          <h3 className={css.stepTitle}>{words.failedTitle(summary.failed.length)}</h3>
          <ul className={css.failed}>
            {summary.failed.slice(0, most).map(({ id, machine, why, next }) => (
              <li key={id}>
                <code>{machine}</code>
                <span>{why}</span>
                <span className={css.quiet}>{next}</span>
              </li>
            ))}
          </ul>
          {summary.failed.length > most && <p className={css.quiet}>{words.more(summary.failed.length - most)}</p>}
        </section>
      )}
      <div className={css.end}>
        <Button
          variant="subtle"
          onClick={() =>
            saveText({ name: 'greenroom-report.txt', text: reportText(summary, saved, now, place.timeZone) })
          }
        >
          {words.text}
        </Button>
        {summary.files > 0 && (
          <Button
            variant={saved || drive ? 'default' : 'filled'}
            onClick={() => void delivery.save({ ...wish, place: { to: 'downloads' } })}
          >
            {words.download}
          </Button>
        )}
        {summary.files > 0 && drive && (
          <Button variant={saved ? 'default' : 'filled'} loading={isSaving} onClick={() => void delivery.save(wish)}>
            {words.saveTo(shortNameOf(drive))}
          </Button>
        )}
        {again > 0 ? (
          <Button
            variant="filled"
            data-autofocus
            onClick={() => {
              delivery.show(false);
              intake.choose(true, new Set(report.unsent));
              void delivery.run(wish);
            }}
          >
            {words.retry(again)}
          </Button>
        ) : (
          saved && (
            <Button variant="filled" data-autofocus onClick={() => delivery.show(false)}>
              {text.window.intake.row.done}
            </Button>
          )
        )}
      </div>
    </div>
  );
}

function savedWords({ drive, names, count }: Saved): string {
  const [name = ''] = names;
  if (drive === null) return words.downloaded(name);
  return names.length === 1 && count > 1 ? words.bundledTo(name, drive) : words.savedTo(count, drive);
}
