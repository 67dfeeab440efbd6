import { IconBook2 } from '@tabler/icons-react';
import { useState } from 'react';
import type { Shelf } from '#shared/models/release.ts';
import { explain, text } from '#shared/text/index.ts';
import { FilterField } from '../../parts/filter-field.tsx';
import { Page } from '../../parts/page.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../parts/states.tsx';
import { documentsOf } from '../../state/documents.ts';
import { useLinks } from '../../state/use.tsx';
import { DocumentRows } from './document-rows.tsx';
import { groupLinks, withDocuments } from './group-links.ts';
import { LinkRow } from './link-row.tsx';
import css from './help.module.css';

const words = text.window.help;

interface HelpPageProps {
  /** Whose documents are shown as well; null: none, or not known yet. */
  shelf?: Pick<Shelf, 'products'> | null;
}

/** Documentation: the manuals the catalogue names, per product, and the documents of their releases. */
export function HelpPage({ shelf = null }: HelpPageProps) {
  const links = useLinks();
  const [query, setQuery] = useState('');
  const groupsFor = (wanted: string) =>
    withDocuments(groupLinks(links.value ?? [], 'documentation', wanted), shelf ? documentsOf(shelf, wanted) : []);
  const isEmpty = groupsFor('').length === 0;
  const groups = groupsFor(query);
  const again = { run: () => void links.refresh(), busy: links.phase === 'loading' };
  return (
    <Page
      title={words.documentation.title}
      beside={words.documentation.beside}
      actions={!isEmpty && <FilterField label={words.filter} value={query} onChange={setQuery} />}
    >
      {!isEmpty ? (
        <>
          {/* What is on this machine is read without a network, whatever became of the links. */}
          {links.value === null && links.failure && (
            <p className={css.failure} role="status">
              {words.linksFailed(explain(links.failure).sentence)}
            </p>
          )}
          {groups.length === 0 && <p className={css.nothing}>{words.nothingFound(query)}</p>}
          <div className={css.groups}>
            {groups.map(({ product, links: members, documents }) => (
              <section key={product ?? ''} className={css.group}>
                <h2 className={css.title}>{product ?? words.everybody}</h2>
                {members.length > 0 && (
                  <ul className={css.links}>
                    {members.map((link) => (
                      <li key={link.url}>
                        <LinkRow link={link} />
                      </li>
                    ))}
                  </ul>
                )}
                {documents && <DocumentRows group={documents} />}
              </section>
            ))}
          </div>
        </>
      ) : links.value !== null ? (
        <EmptyState
          icon={<IconBook2 size={20} stroke={1.75} />}
          title={words.documentation.emptyTitle}
          action={{ label: text.window.shell.checkAgain, ...again }}
        >
          {words.documentation.emptyBody}
        </EmptyState>
      ) : links.failure ? (
        <ErrorState failure={links.failure} action={{ label: text.window.parts.tryAgain, ...again }} />
      ) : (
        <LoadingState />
      )}
    </Page>
  );
}
