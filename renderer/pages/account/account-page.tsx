import { type ReactNode, useEffect, useRef } from 'react';
import { text } from '#shared/text/index.ts';
import { Page } from '../../parts/page.tsx';
import { Fetching } from '../../parts/states.tsx';
import { makeAccount } from '../../state/account.ts';
import { useKept, useResource, useWho } from '../../state/use.tsx';
import { ConsentsCard } from './consents-card.tsx';
import { DataCard } from './data-card.tsx';
import { DeletionCard } from './deletion-card.tsx';
import { EmailCard } from './email-card.tsx';
import { NameCard } from './name-card.tsx';
import { OrganizationsCard } from './organizations-card.tsx';
import { MyKeysCard } from '../organization/integrations/my-keys-card.tsx';
import { HandOverNotices } from '../team/hand-over-notices.tsx';
import { PasswordCard } from './password-card.tsx';
import { PrivacyCard } from './privacy-card.tsx';
import { idOf, type SectionKey, SectionNav, sectionKeys } from './section-nav.tsx';
import { SessionsCard } from './sessions-card.tsx';
import { TwoFactorCard } from './two-factor/two-factor-card.tsx';
import css from './account.module.css';

const words = text.window.account;

/** Everything about the person who is signed in, on one page (A1, A3, A4, A6, A7). `section`: where it begins. */
export function AccountPage({ section }: { section?: string | undefined }) {
  const who = useWho();
  const account = useResource(useKept(makeAccount));
  if (!who) return null;
  const { value, refresh } = account;
  if (!value)
    return (
      <Page title={words.title}>
        <Fetching resource={account} title={words.failed} />
      </Page>
    );
  const parts: Record<SectionKey, ReactNode> = {
    you: (
      <>
        <NameCard person={who.person} />
        <EmailCard person={who.person} account={value} onChanged={refresh} />
      </>
    ),
    'sign-in': (
      <>
        <PasswordCard email={who.person.email} />
        <TwoFactorCard />
        <SessionsCard />
      </>
    ),
    organizations: (
      <>
        <OrganizationsCard memberships={who.memberships} />
        <MyKeysCard />
      </>
    ),
    privacy: (
      <>
        <ConsentsCard account={value} onChanged={refresh} />
        <PrivacyCard saved={value.privacy} onChanged={refresh} />
      </>
    ),
    data: (
      <>
        <DataCard />
        <DeletionCard email={who.person.email} account={value} onChanged={refresh} />
      </>
    ),
  };
  return (
    <Page title={words.title}>
      <div className={css.sections}>
        <SectionNav chosen={section} />
        <HandOverNotices className={css.whole} />
        <div className={css.column}>
          {sectionKeys.map((key) => (
            <Section key={key} name={key} isChosen={key === section}>
              {parts[key]}
            </Section>
          ))}
        </div>
      </div>
    </Page>
  );
}

/** Some cards that belong together; comes into view when the address names it. */
function Section({ name, isChosen, children }: { name: SectionKey; isChosen: boolean; children: ReactNode }) {
  const part = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isChosen) part.current?.scrollIntoView({ block: 'start' });
  }, [isChosen]);
  return (
    <section ref={part} className={css.section} aria-label={words.sections[name]} id={idOf(name)}>
      {children}
    </section>
  );
}
