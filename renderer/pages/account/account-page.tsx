import { text } from '#shared/text/index.ts';
import { Page } from '../../parts/page.tsx';
import { useWho } from '../../state/use.tsx';
import { NameCard } from './name-card.tsx';
import { OrganizationsCard } from './organizations-card.tsx';
import { PasswordCard } from './password-card.tsx';
import { SessionsCard } from './sessions-card.tsx';
import css from './account.module.css';

/** Everything about the person who is signed in, on one page (A3, A4, A7). */
export function AccountPage() {
  const who = useWho();
  if (!who) return null;
  return (
    <Page title={text.window.account.title}>
      <div className={css.cards}>
        <div className={css.column}>
          <NameCard person={who.person} />
          <PasswordCard email={who.person.email} />
        </div>
        <div className={css.column}>
          <SessionsCard />
          <OrganizationsCard memberships={who.memberships} />
        </div>
      </div>
    </Page>
  );
}
