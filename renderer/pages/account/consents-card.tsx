import { Anchor, Button } from '@mantine/core';
import { Link } from 'wouter';
import type { Account } from '#shared/models/account.ts';
import type { DocumentView } from '#shared/models/document.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { Attention } from '../../parts/attention.tsx';
import { Card } from '../../parts/page.tsx';
import { FailureNote } from '../../parts/states.tsx';
import { toast } from '../../parts/toast.tsx';
import { useAction, useApi, useZone } from '../../state/use.tsx';
import css from './account.module.css';

const words = text.window.privacy;

/** What I agreed to and when, and what was published since (A1). */
export function ConsentsCard({ account, onChanged }: { account: Account; onChanged: () => Promise<void> }) {
  const zone = useZone();
  return (
    <Card title={words.consents}>
      <div className={css.stack}>
        {account.toAgree.map((document) => (
          <Newer key={document.kind} document={document} onChanged={onChanged} />
        ))}
        {account.consents.length === 0 && <p>{words.consentsNone}</p>}
      </div>
      <ul className={css.rows}>
        {account.consents.map(({ kind, version, title, givenAt }) => (
          <li key={`${kind} ${version}`} className={css.row}>
            <div className={css.rowText}>
              <div className={css.rowName}>{title}</div>
              <div className={css.second} title={dates.full(givenAt, zone)}>
                {words.version(version)}, {words.agreedOn(dates.day(givenAt, zone))}
              </div>
            </div>
            <ReadLink kind={kind} version={version} title={title} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

const ReadLink = ({ kind, version, title }: Pick<DocumentView, 'kind' | 'version' | 'title'>) => (
  <Anchor
    component={Link}
    href={`/${kind}/${version}`}
    className={css.link ?? ''}
    aria-label={words.readOf(title, version)}
  >
    {words.read}
  </Anchor>
);

function Newer({ document, onChanged }: { document: DocumentView; onChanged: () => Promise<void> }) {
  const { kind, version, title, publishedAt } = document;
  const { cloud } = useApi();
  const zone = useZone();
  const agree = useAction(async () => {
    try {
      await cloud.account.agree({ kind, version });
      toast({ tally: 'held', icon: 'check', title: words.agreed(kind), message: words.version(version) });
    } finally {
      // Also when a newer one was published meanwhile: then that is asked about.
      await onChanged();
    }
  });
  return (
    <Attention
      state="soon"
      title={words.newerTitle(kind)}
      ways={
        <>
          <ReadLink kind={kind} version={version} title={title} />
          <Button
            size="sm"
            loading={agree.busy}
            aria-label={words.agreeTo(kind, version)}
            onClick={() => void agree.run()}
          >
            {words.agree}
          </Button>
        </>
      }
    >
      {words.newerBody(title, version, dates.day(publishedAt, zone))}
      <FailureNote failure={agree.failure} />
    </Attention>
  );
}
