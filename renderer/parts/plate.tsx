import type { Tally as State } from '../state/tally.ts';
import { Lamp } from './tally.tsx';
import css from './plate.module.css';

interface PlateProps {
  name: string;
  state: State;
  /** The state in a word, behind a rule. */
  word?: string | undefined;
  /** Beside the one question of a deciding screen. */
  big?: boolean;
}

/** A machine's name, like the label under a monitor: dark in both themes. */
export function Plate({ name, state, word, big = false }: PlateProps) {
  return (
    <span className={css.plate} data-theme="dark" data-big={big || undefined}>
      <Lamp state={state} />
      <span className={css.name}>{name}</span>
      {word !== undefined && (
        <span className={css.word} data-tally={state}>
          {word}
        </span>
      )}
    </span>
  );
}
