import { Anchor } from '@mantine/core';
import { Link } from 'wouter';
import type { Shelf } from '#shared/models/release.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { FetchOffer } from '../../parts/fetch-offer.tsx';
import { Card } from '../../parts/page.tsx';
import { GlyphIcon } from '../../parts/product-glyph.tsx';
import type { NewsLine } from '../../state/news.ts';
import css from './news.module.css';

const words = text.window.overview;
const most = 5;

interface NewsCardProps {
  shelf: Shelf;
  news: readonly NewsLine[];
  zone: string;
}

/** The newest release of each product of the organization, what it brings, and what it costs to fetch. */
export function NewsCard({ shelf, news, zone }: NewsCardProps) {
  return (
    <Card
      title={words.news}
      aside={
        <Anchor component={Link} href="/downloads">
          {text.window.downloads.title}
        </Anchor>
      }
    >
      {news.length === 0 ? (
        <p className={css.quiet}>{words.newsNone}</p>
      ) : (
        <ul className={css.lines}>
          {news.slice(0, most).map((line) => (
            <News key={line.product.id} line={line} zone={zone} />
          ))}
        </ul>
      )}
      {!shelf.isCurrent && (
        <p className={css.note}>
          {shelf.asOf === null
            ? text.window.downloads.asOfNever
            : text.window.downloads.asOf(dates.dayAndTime(shelf.asOf, zone))}
        </p>
      )}
    </Card>
  );
}

function News({ line: { product, release, headline, offer }, zone }: { line: NewsLine; zone: string }) {
  const name = `${product.name} ${release.version}`;
  return (
    <li className={css.line}>
      <span className={css.icon}>
        <GlyphIcon glyph={product.glyph} />
      </span>
      <Link href={`/downloads/${product.id}/${release.version}`} className={css.name}>
        {name}
      </Link>
      <span className={css.headline}>{headline}</span>
      <time
        className={css.day}
        dateTime={new Date(release.releasedAt).toISOString()}
        title={dates.full(release.releasedAt, zone)}
      >
        {dates.shortDay(release.releasedAt, zone)}
      </time>
      <span className={css.act}>{offer && <FetchOffer offer={offer} title={name} />}</span>
    </li>
  );
}
