import { useId } from 'react';
import { explain, text } from '#shared/text/index.ts';
import { useLinks } from '../../state/use.tsx';
import { groupLinks } from '../help/group-links.ts';
import help from '../help/help.module.css';
import { LinkRow } from '../help/link-row.tsx';
import css from './support.module.css';

const words = text.window.support;

/** FAQ, troubleshooting, requirements, limitations, drivers, contact: what the catalogue names, for everybody first. */
export function Guides({ query }: { query: string }) {
  const links = useLinks();
  const titleId = useId();
  // Tickets are on this page already.
  const guides = links.value?.filter(({ kind }) => kind !== 'tickets') ?? [];
  const groups = groupLinks(guides, 'support', query);
  const isEmpty = links.value !== null && groupLinks(guides, 'support', '').length === 0;
  return (
    <section className={css.section} aria-labelledby={titleId}>
      <h2 id={titleId} className={css.title}>
        {words.guidesTitle}
      </h2>
      {links.value === null && links.failure && (
        <p className={css.quiet} role="status">
          {words.guidesFailed(explain(links.failure).sentence)}
        </p>
      )}
      {isEmpty && <p className={css.quiet}>{words.noGuides}</p>}
      {links.value !== null && !isEmpty && groups.length === 0 && (
        <p className={css.quiet}>{words.guidesNothing(query)}</p>
      )}
      <div className={help.groups}>
        {groups.map(({ product, links: members }) => (
          <section key={product ?? ''} className={help.group}>
            <h3 className={help.title}>{product ?? text.window.help.everybody}</h3>
            <ul className={help.links}>
              {members.map((link) => (
                <li key={link.url}>
                  <LinkRow link={link} />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </section>
  );
}
