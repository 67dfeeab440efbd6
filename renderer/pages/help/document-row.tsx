import { text } from '#shared/text/index.ts';
import { ArtifactIcon } from '../../parts/artifact-icon.tsx';
import { FetchOffer } from '../../parts/fetch-offer.tsx';
import { Tally } from '../../parts/tally.tsx';
import { type Offer, refOf } from '../../state/news.ts';
import { OpenButton } from '../library/open-button.tsx';
import css from './help.module.css';

const words = text.window.help;

/** One document: fetched as any other file of a release, and opened once it is here. */
export function DocumentRow({ offer }: { offer: Offer }) {
  const { product, release, artifact } = offer;
  const name = words.pdfNamed(product.name, artifact.title, release.version);
  return (
    <div className={css.document}>
      <span className={css.icon}>
        <ArtifactIcon kind={artifact.kind} />
      </span>
      <span className={css.words}>
        <span className={css.name}>{artifact.title}</span>
        <span className={css.summary}>
          {words.pdfSecond(release.version, extensionOf(artifact.fileName), artifact.size)}
        </span>
      </span>
      {artifact.isHere ? (
        <>
          <Tally state="on">{text.window.parts.tally.on}</Tally>
          <OpenButton artifact={refOf(offer)} title={name} />
        </>
      ) : (
        <FetchOffer offer={offer} title={name} />
      )}
    </div>
  );
}

/** "PDF" of guide.pdf */
const extensionOf = (fileName: string): string | null =>
  /\.([0-9A-Za-z]{1,5})$/.exec(fileName)?.[1]?.toUpperCase() ?? null;
