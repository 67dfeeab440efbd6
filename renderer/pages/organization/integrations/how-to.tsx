import { Anchor } from '@mantine/core';
import { text } from '#shared/text/index.ts';
import { useStatus } from '../../../state/use.tsx';
import { CopyText } from './copy-text.tsx';
import css from './integrations.module.css';

const words = text.window.integrations.how;

/** A first call, and how a receiver verifies what it gets. */
export function HowTo({ organization }: { organization: string }) {
  const cloudUrl = useStatus(({ cloud }) => cloud.url) ?? location.origin;
  const origin = new URL(cloudUrl).origin;
  return (
    <section className={css.section} aria-label={words.title}>
      <h2 className={css.title}>{words.title}</h2>
      <p className={css.lead}>
        {words.lead}{' '}
        <Anchor href={`${origin}/api/v1/docs`} target="_blank" rel="noreferrer">
          {words.reference}
        </Anchor>
      </p>
      <div className={css.how}>
        <CopyText label={words.curl} value={words.curlBody(origin)} />
        <CopyText label={words.terminal} value={words.terminalBody(organization)} />
        <div>
          <CopyText label={words.verify} value={words.verifyBody} />
          <p className={css.second}>{words.verifyLead}</p>
        </div>
      </div>
    </section>
  );
}
