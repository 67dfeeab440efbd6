import { IconFileZip } from '@tabler/icons-react';
import type { TicketMessage } from '#shared/models/support.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { line } from '../../parts/icons.ts';
import css from './support.module.css';

const words = text.window.support.ticket;

/** What was written, the oldest first: as it was typed, whatever it may look like. */
export function Messages({ messages, zone }: { messages: readonly TicketMessage[]; zone: string }) {
  return (
    <ol className={css.messages} aria-label={words.messages}>
      {messages.map(({ id, at, from, name, text: said, files }) => (
        <li key={id} className={css.message} data-from={from}>
          <p className={css.who}>
            <span className={css.subject}>{name}</span>
            <span className={css.second}>
              {from === 'support' ? `${words.support}, ` : ''}
              <time dateTime={new Date(at).toISOString()}>{dates.dayAndTime(at, zone)}</time>
            </span>
          </p>
          <p className={css.said}>{said}</p>
          {files.map((file) => (
            <p key={file.id} className={css.file}>
              <IconFileZip {...line} /> {words.file(file.name, file.bytes)}
            </p>
          ))}
        </li>
      ))}
    </ol>
  );
}
