import { Button } from '@mantine/core';
import type { MachineView } from '#shared/models/machine-view.ts';
import { facts } from '#shared/text/en/facts.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { Attention } from '../../parts/attention.tsx';
import { useNow, useZone } from '../../state/use.tsx';
import type { Act } from './act.ts';
import css from './machines.module.css';

const words = text.window.machines;

/** What stands out about a machine itself, and how it is settled; nothing while all is well. */
export function HardwareNote({ machine, onAct }: { machine: MachineView; onAct: (act: Act) => void }) {
  const now = useNow(60_000);
  const zone = useZone();
  const { evidence, barredAt } = machine;
  if (barredAt !== null)
    return (
      <div className={css.note}>
        <Attention state="ended" title={words.states.barred}>
          {words.barredBody(dates.relative(barredAt, now, zone))}
        </Attention>
      </div>
    );
  switch (evidence.state) {
    case 'changed':
      return (
        <div className={css.note}>
          <Attention
            state="soon"
            title={words.changedTitle}
            ways={
              <Button size="sm" onClick={() => onAct({ kind: 'accept', machine })}>
                {words.accept}
              </Button>
            }
          >
            <p>{words.changedParts(evidence.factors.map((name) => facts[name]).join(', '))}</p>
            <p>{words.changedBody}</p>
          </Attention>
        </div>
      );
    case 'two-with-one-key':
      return (
        <div className={css.note}>
          <Attention
            state="ended"
            title={words.clonedTitle}
            ways={
              <Button size="sm" onClick={() => onAct({ kind: 'clone', machine })}>
                {words.explainClone}
              </Button>
            }
          >
            {words.clonedBody}
          </Attention>
        </div>
      );
    case 'shared-hardware':
      return (
        <div className={css.note}>
          <Attention state="held" icon="device" title={words.sharedTitle}>
            {words.sharedBody(evidence.others)}
          </Attention>
        </div>
      );
    case 'matches':
    case 'none':
      return null;
  }
}
