import { UnstyledButton } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { text } from '#shared/text/index.ts';
import css from './account.module.css';

const words = text.window.account;

export const sectionKeys = ['you', 'sign-in', 'organizations', 'privacy', 'data'] as const;
export type SectionKey = (typeof sectionKeys)[number];
export const idOf = (key: SectionKey) => `account-${key}`;

/** The parts of the page; the one in view is marked. */
export function SectionNav({ chosen }: { chosen: string | undefined }) {
  const [, go] = useLocation();
  const inView = useSectionInView(chosen);
  const show = (key: SectionKey) => {
    if (key === chosen) document.getElementById(idOf(key))?.scrollIntoView({ block: 'start' });
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

/** The part that was asked for while it shows, else the first one that does. */
function useSectionInView(chosen: string | undefined): SectionKey {
  const [seen, setSeen] = useState<readonly SectionKey[]>([]);
  useEffect(() => {
    const shown = new Set<SectionKey>();
    const observer = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        const key = sectionKeys.find((each) => target.id === idOf(each));
        if (!key) continue;
        if (isIntersecting) shown.add(key);
        else shown.delete(key);
      }
      setSeen(sectionKeys.filter((key) => shown.has(key)));
    });
    for (const key of sectionKeys) {
      const part = document.getElementById(idOf(key));
      if (part) observer.observe(part);
    }
    return () => observer.disconnect();
  }, []);
  return seen.find((key) => key === chosen) ?? seen[0] ?? 'you';
}
