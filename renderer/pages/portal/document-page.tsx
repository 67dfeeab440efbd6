import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useLocation } from 'wouter';
import type { DocumentKind } from '#shared/models/document.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { type Heads, SafeMarkdown } from '../../parts/safe-markdown.tsx';
import { ErrorState, LoadingState } from '../../parts/states.tsx';
import { createResource } from '../../state/resource.ts';
import { useApi, useResource, useStores, useZone } from '../../state/use.tsx';
import css from './document.module.css';

const words = text.window.privacy.page;

const Part = ({ children }: { children?: ReactNode }) => <h2>{children}</h2>;
const Smaller = ({ children }: { children?: ReactNode }) => <h3>{children}</h3>;
const heads: Heads = { h1: Part, h2: Part, h3: Smaller, h4: Smaller, h5: Smaller, h6: Smaller };

interface DocumentPageProps {
  kind: DocumentKind;
  /** Left out: the newest. */
  version?: string | undefined;
}

/** The terms of use, or how data is used, as they are now or were (A1). */
export function DocumentPage({ kind, version }: DocumentPageProps) {
  const { cloud } = useApi();
  const { explain, now } = useStores();
  const zone = useZone();
  const [, go] = useLocation();
  const [store] = useState(() => createResource(() => cloud.document.show({ kind, version }), explain, now));
  const { value: shown, failure, refresh, phase } = useResource(store);
  const back = { label: words.back, run: () => (history.length > 1 ? history.back() : go('/')) };
  if (!shown)
    return failure ? (
      <ErrorState
        alone
        failure={failure}
        title={words.failed}
        action={{ label: text.window.parts.tryAgain, run: () => void refresh(), busy: phase === 'loading' }}
        other={back}
      />
    ) : (
      <LoadingState />
    );
  return (
    <article className={css.document}>
      <header>
        <h1 className={css.title}>{shown.title}</h1>
        <p className={css.second}>
          {words.published(shown.version, dates.day(shown.publishedAt, zone))}
          {!shown.isNewest && `. ${words.old}`}
        </p>
        <div className={css.buttons}>
          <Button onClick={back.run}>{words.back}</Button>
          {!shown.isNewest && <Button onClick={() => go(`/${kind}`)}>{words.newest}</Button>}
        </div>
      </header>
      <div className={css.text}>
        <SafeMarkdown heads={heads}>{withoutTitle(shown.text, shown.title)}</SafeMarkdown>
      </div>
    </article>
  );
}

/** The title stands above already. */
function withoutTitle(markdown: string, title: string): string {
  const [first = '', ...rest] = markdown.trimStart().split('\n');
  return first.replace(/^#+[ \t]+|[ \t]*#*[ \t]*$/g, '').trim() === title && first.startsWith('#')
    ? rest.join('\n')
    : markdown;
}
