import { Anchor } from '@mantine/core';
import { useState } from 'react';
import { text } from '#shared/text/index.ts';
import { keyOfArtifact } from '../../state/estimates.ts';
import type { DocumentGroup } from '../../state/documents.ts';
import { refOf } from '../../state/news.ts';
import { DocumentRow } from './document-row.tsx';
import css from './help.module.css';

const words = text.window.help;

/** The documents of a product that can be read without a network; older versions on request. */
export function DocumentRows({ group }: { group: DocumentGroup }) {
  const [showsOlder, showOlder] = useState(false);
  const offers = showsOlder ? [...group.first, ...group.older] : group.first;
  return (
    <>
      <ul className={css.links} aria-label={words.pdfsOf(group.product)}>
        {offers.map((offer) => (
          <li key={keyOfArtifact(refOf(offer))}>
            <DocumentRow offer={offer} />
          </li>
        ))}
      </ul>
      {group.older.length > 0 && (
        <div className={css.more}>
          <Anchor component="button" type="button" aria-expanded={showsOlder} onClick={() => showOlder(!showsOlder)}>
            {showsOlder ? words.fewerVersions : words.olderVersions(group.older.length)}
          </Anchor>
        </div>
      )}
    </>
  );
}
