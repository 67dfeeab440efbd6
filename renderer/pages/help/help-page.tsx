import { TextInput, UnstyledButton } from '@mantine/core';
import {
  IconBook2,
  IconExternalLink,
  IconLifebuoy,
  IconListDetails,
  IconMail,
  IconPlayerPlay,
  IconSearch,
  IconShoppingCart,
  IconTicket,
} from '@tabler/icons-react';
import { useState } from 'react';
import { text } from '#shared/text/index.ts';
import { line } from '../../parts/icons.ts';
import { Page } from '../../parts/page.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../parts/states.tsx';
import { toastFailure } from '../../parts/toast.tsx';
import type { HelpLink } from '../../state/links.ts';
import { useLinks, useStores } from '../../state/use.tsx';
import { type About, groupLinks } from './group-links.ts';
import css from './help.module.css';

const icons = {
  documentation: IconBook2,
  video: IconPlayerPlay,
  guide: IconListDetails,
  tickets: IconTicket,
  contact: IconMail,
  shop: IconShoppingCart,
};

/** Documentation or support: the pages the catalogue names, per product. They open in the system's browser. */
export function HelpPage({ about }: { about: About }) {
  const words = text.window.help;
  const links = useLinks();
  const [query, setQuery] = useState('');
  const all = groupLinks(links.value ?? [], about, '');
  const groups = groupLinks(links.value ?? [], about, query);
  return (
    <Page
      title={words[about].title}
      beside={words[about].beside}
      actions={
        all.length > 0 && (
          <TextInput
            aria-label={words.filter}
            placeholder={words.filter}
            leftSection={<IconSearch {...line} />}
            value={query}
            onChange={(event) => setQuery(event.currentTarget.value)}
          />
        )
      }
    >
      {links.value === null ? (
        links.failure ? (
          <ErrorState
            failure={links.failure}
            action={{
              label: text.window.parts.tryAgain,
              run: () => void links.refresh(),
              busy: links.phase === 'loading',
            }}
          />
        ) : (
          <LoadingState />
        )
      ) : all.length === 0 ? (
        <EmptyState
          icon={about === 'support' ? <IconLifebuoy size={20} stroke={1.75} /> : <IconBook2 size={20} stroke={1.75} />}
          title={words[about].emptyTitle}
          action={{
            label: text.window.shell.checkAgain,
            run: () => void links.refresh(),
            busy: links.phase === 'loading',
          }}
        >
          {words[about].emptyBody}
        </EmptyState>
      ) : (
        <div className={css.groups}>
          {groups.length === 0 && <p className={css.nothing}>{words.nothingFound(query)}</p>}
          {groups.map(({ product, links: members }) => (
            <section key={product ?? ''} className={css.group}>
              <h2 className={css.title}>{product ?? words.everybody}</h2>
              <ul className={css.links}>
                {members.map((link) => (
                  <li key={link.url}>
                    <LinkRow link={link} />
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
      )}
    </Page>
  );
}

function LinkRow({ link }: { link: HelpLink }) {
  const words = text.window.help;
  const { openLink, explain } = useStores();
  const Icon = icons[link.kind];
  const open = () => void openLink(link.url, window).catch((error: unknown) => toastFailure(explain(error)));
  return (
    <UnstyledButton className={css.link} onClick={open} aria-label={words.opens(link.title)}>
      <span className={css.icon}>
        <Icon {...line} />
      </span>
      <span className={css.words}>
        <span className={css.name}>{link.title}</span>
        <span className={css.summary}>{link.summary || words.kinds[link.kind]}</span>
      </span>
      <span className={css.kind}>{words.kinds[link.kind]}</span>
      <IconExternalLink {...line} className={css.out} />
    </UnstyledButton>
  );
}
