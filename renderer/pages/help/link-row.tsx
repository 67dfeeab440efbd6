import { UnstyledButton } from '@mantine/core';
import {
  IconBook2,
  IconExternalLink,
  IconListDetails,
  IconMail,
  IconPlayerPlay,
  IconShoppingCart,
  IconTicket,
} from '@tabler/icons-react';
import { text } from '#shared/text/index.ts';
import { line } from '../../parts/icons.ts';
import { toastFailure } from '../../parts/toast.tsx';
import type { HelpLink } from '../../state/links.ts';
import { useStores } from '../../state/use.tsx';
import css from './help.module.css';

const words = text.window.help;

const icons = {
  documentation: IconBook2,
  video: IconPlayerPlay,
  guide: IconListDetails,
  tickets: IconTicket,
  contact: IconMail,
  shop: IconShoppingCart,
};

/** A page the catalogue names; it opens in the system's browser. */
export function LinkRow({ link }: { link: HelpLink }) {
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
