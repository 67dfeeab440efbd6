import { ActionIcon, Button, Checkbox } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { DiagnosticsStep } from '#shared/models/diagnostics.ts';
import { text } from '#shared/text/index.ts';
import { line } from '../../parts/icons.ts';
import { PlainText } from '../../parts/plain-text.tsx';
import { FailureNote } from '../../parts/states.tsx';
import { Tally } from '../../parts/tally.tsx';
import { type CollectedStore, linesOfSteps, type StepState } from '../../state/diagnostics.ts';
import type { Standing } from '../../state/tally.ts';
import css from './support.module.css';

const words = text.window.support.diagnostics;
const { titles, purposes } = text.diagnostics;

const standings: Record<StepState, Standing> = {
  waiting: { tally: 'free', word: words.waiting },
  running: { tally: 'held', icon: 'again', word: words.running },
  done: { tally: 'held', icon: 'check', word: words.done },
  incomplete: { tally: 'soon', word: words.incomplete },
  'left-out': { tally: 'free', word: words.leftOut },
};

interface DiagnosticsStepsProps {
  collected: CollectedStore;
  /** Whether all of it is there. */
  onDone: (isDone: boolean) => void;
}

/** Step after step as they come; each is shown to the letter, and may be left out. */
export function DiagnosticsSteps({ collected, onDone }: DiagnosticsStepsProps) {
  const state = useStore(collected);
  const [open, setOpen] = useState<DiagnosticsStep | null>(null);
  useEffect(() => {
    if (collected.getState().phase === 'idle') void collected.run();
    return () => collected.stop();
  }, [collected]);
  const isDone = state.phase === 'done';
  useEffect(() => onDone(isDone), [isDone, onDone]);
  const lines = linesOfSteps(state);
  return (
    <div className={css.steps}>
      <p className={css.hint} role="status">
        {words.progress(state.sections.length, lines.length)}
      </p>
      <ol className={css.stepList}>
        {lines.map(({ step, section, state: which }) => {
          const { tally, icon, word } = standings[which];
          const isOpen = open === step && section !== null;
          return (
            <li key={step} className={css.step}>
              <div className={css.stepHead}>
                <Checkbox
                  aria-label={words.include(titles[step])}
                  checked={!state.leftOut.includes(step)}
                  onChange={() => collected.toggle(step)}
                />
                <span className={css.what}>
                  <span className={css.subject}>{titles[step]}</span>
                  <span className={css.second}>{purposes[step]}</span>
                </span>
                <Tally state={tally} icon={icon}>
                  {word}
                </Tally>
                <ActionIcon
                  aria-label={isOpen ? words.hide(titles[step]) : words.show(titles[step])}
                  aria-expanded={isOpen}
                  disabled={section === null}
                  onClick={() => setOpen(isOpen ? null : step)}
                >
                  {isOpen ? <IconChevronDown {...line} /> : <IconChevronRight {...line} />}
                </ActionIcon>
              </div>
              {isOpen && (
                <div className={css.text}>
                  <PlainText label={words.textOf(titles[step])} value={section.text.trim() || words.nothing} />
                </div>
              )}
            </li>
          );
        })}
      </ol>
      <FailureNote failure={state.failure} />
      {state.phase !== 'running' && (
        <div>
          <Button size="xs" onClick={() => void collected.run()}>
            {words.again}
          </Button>
        </div>
      )}
    </div>
  );
}
