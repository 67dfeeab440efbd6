import type { ReactNode } from 'react';
import type { ApiKey } from '#shared/models/api-key.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { Tally } from '../../../parts/tally.tsx';
import { standingOfKey } from '../../../state/integration-lines.ts';
import { useNow, useZone } from '../../../state/use.tsx';
import css from './integrations.module.css';

const words = text.window.integrations;

interface KeyRowProps {
  apiKey: ApiKey;
  organization?: string;
  /** In place of who made it. */
  second?: string;
  /** What can be done with it. */
  children: ReactNode;
}

/** One API key: what it is called and may do, when it was used and ends. */
export function KeyRow({ apiKey, organization, second, children }: KeyRowProps) {
  const zone = useZone(organization);
  const now = useNow(60_000);
  const { name, start, scopes, maker, createdAt, lastUsedAt, expiresAt, isWeaker } = apiKey;
  const { tally, icon, word } = standingOfKey(apiKey, now);
  const end =
    expiresAt === null
      ? words.keys.noEnd
      : expiresAt <= now
        ? words.keys.ended(dates.day(expiresAt, zone))
        : words.keys.ends(dates.day(expiresAt, zone));
  return (
    <li className={css.row}>
      <div className={css.text}>
        <div className={css.name}>
          {name} <code className={css.start}>{start}…</code>
        </div>
        <div className={css.second}>{second ?? words.keys.by(maker.name, dates.day(createdAt, zone))}</div>
      </div>
      <div className={css.text}>
        <div>{scopes.map((scope) => words.scopes[scope].label).join(', ')}</div>
        <div className={css.second}>
          {lastUsedAt === null ? words.keys.neverUsed : words.keys.used(dates.relative(lastUsedAt, now, zone))}
        </div>
      </div>
      <div className={css.state}>
        <Tally state={tally} icon={icon}>
          {word}
        </Tally>
        <div className={css.second} title={expiresAt === null ? undefined : dates.full(expiresAt, zone)}>
          {isWeaker ? words.keys.weakerHint(maker.name) : end}
        </div>
      </div>
      <div className={css.acts}>{children}</div>
    </li>
  );
}
