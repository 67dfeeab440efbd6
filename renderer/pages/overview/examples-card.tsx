import { text } from '#shared/text/index.ts';
import { ArtifactIcon } from '../../parts/artifact-icon.tsx';
import { FetchOffer } from '../../parts/fetch-offer.tsx';
import { Card } from '../../parts/page.tsx';
import { type Offer, refOf } from '../../state/news.ts';
import { keyOfArtifact } from '../../state/estimates.ts';
import css from './news.module.css';

const words = text.window.overview;
const most = 4;

/** The newest example projects of the products, to start from. */
export function ExamplesCard({ examples }: { examples: readonly Offer[] }) {
  return (
    <Card title={words.examples}>
      <ul className={css.lines}>
        {examples.slice(0, most).map((offer) => (
          <li key={keyOfArtifact(refOf(offer))} className={css.example}>
            <span className={css.icon}>
              <ArtifactIcon kind={offer.artifact.kind} />
            </span>
            <span className={css.words}>
              <span className={css.title}>{offer.artifact.title}</span>
              <span className={css.second}>{words.exampleOf(offer.product.name, offer.artifact.size)}</span>
            </span>
            <FetchOffer offer={offer} title={offer.artifact.title} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
