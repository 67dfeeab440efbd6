import {
  IconAlertTriangleFilled,
  IconCircleCheck,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconCircleXFilled,
  IconCloudOff,
  IconDeviceDesktop,
  IconLockFilled,
  IconRepeat,
  IconSend,
  IconUserFilled,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Tally as State, TallyIcon as Shape } from '../state/tally.ts';
import css from './tally.module.css';

const byState = {
  on: IconCircleCheckFilled,
  soon: IconAlertTriangleFilled,
  ended: IconCircleXFilled,
  free: IconCircleDashed,
  held: IconCircleCheck,
};
const byShape = {
  user: IconUserFilled,
  lock: IconLockFilled,
  device: IconDeviceDesktop,
  check: IconCircleCheck,
  waiting: IconCloudOff,
  sent: IconSend,
  again: IconRepeat,
};

interface TallyProps {
  state: State;
  icon?: Shape | undefined;
  /** With a ground: once per panel, for the thing the panel is about. */
  chip?: boolean;
  children: ReactNode;
}

/** State in lamp colour, icon and word: no page paints a state by itself. */
export function Tally({ state, icon, chip = false, children }: TallyProps) {
  return (
    <span className={chip ? css.chip : css.tally} data-state={state}>
      <TallyIcon state={state} icon={icon} />
      <span className={css.word}>{children}</span>
    </span>
  );
}

/** Only the icon, where the word stands beside it anyway. */
export function TallyIcon({ state, icon, size = 15 }: { state: State; icon?: Shape | undefined; size?: number }) {
  const Icon = icon ? byShape[icon] : byState[state];
  return <Icon size={size} stroke={1.75} aria-hidden className={css.icon} data-state={state} />;
}

/** The small upright light at the head of a row or a plate. */
export function Lamp({ state }: { state: State }) {
  return <span className={css.lamp} data-state={state} aria-hidden />;
}
