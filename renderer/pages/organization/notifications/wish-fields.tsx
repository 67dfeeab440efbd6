import { Checkbox, Select } from '@mantine/core';
import { DaysBefore, NotificationKind, warnDays } from '#shared/models/notification.ts';
import { text } from '#shared/text/index.ts';
import css from './notifications.module.css';

const words = text.window.notifications;

/** What an address is told, and how early. */
export interface Wish {
  kinds: NotificationKind[];
  daysBefore: DaysBefore;
}

export function WishFields({ wish, onChange }: { wish: Wish; onChange: (wish: Wish) => void }) {
  return (
    <>
      <Checkbox.Group
        size="md"
        label={words.about}
        value={wish.kinds}
        onChange={(chosen) =>
          onChange({ ...wish, kinds: NotificationKind.options.filter((kind) => chosen.includes(kind)) })
        }
      >
        <div className={css.kinds}>
          {NotificationKind.options.map((kind) => (
            <Checkbox key={kind} value={kind} label={words.kinds[kind]} />
          ))}
        </div>
      </Checkbox.Group>
      <Select
        label={words.daysBefore}
        description={words.daysBeforeHint}
        allowDeselect={false}
        data={warnDays.map((days) => ({ value: String(days), label: words.before(days) }))}
        value={String(wish.daysBefore)}
        onChange={(days) => days && onChange({ ...wish, daysBefore: DaysBefore.parse(Number(days)) })}
      />
    </>
  );
}
