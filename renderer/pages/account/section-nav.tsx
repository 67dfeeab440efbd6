import { UnstyledButton } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { text } from '#shared/text/index.ts';
import css from './account.module.css';

const words = text.window.account;

export const sectionKeys = ['you', 'sign-in', 'organizations', 'privacy', 'data'] as const;
export type SectionKey = (typeof sectionKeys)[number];

/** The parts of the page; the one in view is marked. */
export function SectionNav({ chosen }: { chosen: string | undefined }) {
  const [, go] = useLocation();
  const inView = useSectionInView();
  const show = (key: SectionKey) => {
    if (key === chosen) document.getElementById(`account-${key}`)?.scrollIntoView({ block: 'start' });
    else go(`/account/${key}`, { replace: true });
  };
  return (
    <nav className={css.nav} aria-label={words.sectionsLabel}>
      {sectionKeys.map((key) => (
        <UnstyledButton
          key={key}
          className={css.navItem}
          aria-current={key === inView ? 'true' : undefined}
          onClick={() => show(key)}
        >
          {words.sections[key]}
        </UnstyledButton>
      ))}
    </nav>
  );
}

/** The first part that shows in the upper third of the page. */
function useSectionInView(): SectionKey {
  const [inView, setInView] = useState<SectionKey>('you');
  useEffect(() => {
    const seen = new Set<string>();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          if (isIntersecting) seen.add(target.id);
          else seen.delete(target.id);
        }
        const first = sectionKeys.find((key) => seen.has(`account-${key}`));
        if (first) setInView(first);
      },
      { rootMargin: '0px 0px -67% 0px' },
    );
    for (const key of sectionKeys) {
      const part = document.getElementById(`account-${key}`);
      if (part) observer.observe(part);
    }
    return () => observer.disconnect();
  }, []);
  return inView;
}
