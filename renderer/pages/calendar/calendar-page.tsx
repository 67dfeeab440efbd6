import { text } from '#shared/text/index.ts';
import { Page } from '../../parts/page.tsx';
import { CalendarCard } from './calendar-card.tsx';
import css from './calendar.module.css';

/** The calendar feeds, on a page of their own: the portal has no settings. */
export function CalendarPage() {
  return (
    <Page title={text.window.calendar.title}>
      <div className={css.page}>
        <CalendarCard />
      </div>
    </Page>
  );
}
