import { Button, Loader } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Failure } from '#shared/errors.ts';
import { explain, text } from '#shared/text/index.ts';
import type { Resource } from '../state/resource.ts';
import { CopyCode } from './copy.tsx';
import { Tally } from './tally.tsx';
import css from './states.module.css';

export interface Way {
  label: string;
  run: () => void;
  icon?: ReactNode;
  busy?: boolean;
}

interface EmptyStateProps {
  icon: ReactNode;
  /** Why there is nothing. */
  title: string;
  children?: ReactNode;
  /** The one thing that solves it. */
  action?: Way | undefined;
  /** One other way out. */
  other?: Way | undefined;
  /** Nothing else is on the page: its title is the title of the page. */
  alone?: boolean;
}

/** Nothing here: why, and the button that solves it. */
export function EmptyState({ icon, title, children, action, other, alone = false }: EmptyStateProps) {
  const Title = alone ? 'h1' : 'h2';
  return (
    <section className={css.empty}>
      <span className={css.glyph} aria-hidden>
        {icon}
      </span>
      <Title className={css.title}>{title}</Title>
      {children !== undefined && <div className={css.body}>{children}</div>}
      <Ways action={action} other={other} />
    </section>
  );
}

interface ErrorStateProps {
  failure: Failure;
  /** The few words of the red chip. */
  title?: string;
  action?: Way | undefined;
  other?: Way | undefined;
  alone?: boolean;
}

/** Something failed: what happened, whose move it is, the next step, and the code to copy. */
export function ErrorState(props: ErrorStateProps) {
  const { failure, title = text.window.parts.failed, action, other, alone = false } = props;
  const Title = alone ? 'h1' : 'h2';
  const { sentence, next } = explain(failure);
  return (
    <section className={css.failed} role="alert">
      <Tally state="ended" chip>
        {title}
      </Tally>
      <Title className={css.title}>{sentence}</Title>
      <p className={css.body}>{next}</p>
      <Ways action={action} other={other} />
      <CopyCode label={text.window.parts.code} value={codeOf(failure)} />
    </section>
  );
}

/** The same in a form or a dialog, where there is little room. */
export function FailureNote({ failure }: { failure: Failure | null }) {
  if (!failure) return null;
  const { sentence, next } = explain(failure);
  return (
    <div className={css.note} role="alert">
      <Tally state="ended">{sentence}</Tally>
      <p className={css.noteNext}>{next}</p>
      <CopyCode label={text.window.parts.code} value={codeOf(failure)} />
    </div>
  );
}

interface FetchingProps {
  /** From `useResource`. */
  resource: Pick<Resource<unknown>, 'failure' | 'phase'> & { refresh: () => Promise<void> };
  title?: string;
  alone?: boolean;
}

/** In place of what is fetched, until it is there: that it is on its way, or why it did not come and how to try again. */
export function Fetching({ resource: { failure, phase, refresh }, ...rest }: FetchingProps) {
  if (!failure) return <LoadingState />;
  const again = { label: text.window.parts.tryAgain, run: () => void refresh(), busy: phase === 'loading' };
  return <ErrorState {...rest} failure={failure} action={again} />;
}

/** What somebody would quote to support. */
const codeOf = (failure: Failure): string =>
  'id' in failure.details ? `${failure.code} ${failure.details.id}` : failure.code;

function Ways({ action, other }: Pick<EmptyStateProps, 'action' | 'other'>) {
  if (!action && !other) return null;
  return (
    <div className={css.ways}>
      {action && (
        <Button variant="filled" onClick={action.run} loading={action.busy ?? false} leftSection={action.icon}>
          {action.label}
        </Button>
      )}
      {other && (
        <Button onClick={other.run} loading={other.busy ?? false} leftSection={other.icon}>
          {other.label}
        </Button>
      )}
    </div>
  );
}

/** Waiting, in words for those who cannot see it turn. */
export function LoadingState({ label = text.window.parts.loading }: { label?: string }) {
  return (
    <div className={css.loading} role="status">
      <Loader aria-hidden />
      <span>{label}</span>
    </div>
  );
}
