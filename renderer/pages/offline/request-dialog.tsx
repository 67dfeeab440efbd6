import { Button, Modal, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { Drive, OfflineLength } from '#shared/models/offline.ts';
import { offlineLengths } from '#shared/models/offline-lengths.ts';
import type { Failure } from '#shared/errors.ts';
import { text } from '#shared/text/index.ts';
import { FailureNote } from '../../parts/states.tsx';
import { shortNameOf } from '../../state/offline-places.ts';
import { slugOf } from '../../state/offline-here.ts';
import { nameOf } from '../../state/license-lines.ts';
import { useStores, useWho } from '../../state/use.tsx';
import css from './offline.module.css';

const { request: words, length } = text.window.offline;

/** What a request asks for; what is left out, whoever answers chooses. */
export interface Wanted {
  product?: string;
  edition?: string;
  days?: OfflineLength;
}

interface RequestDialogProps {
  opened: boolean;
  busy: boolean;
  failure: Failure | null;
  drive: Drive | null;
  onMake: (way: 'stick' | 'download' | 'qr', wanted: Wanted) => void;
  onClose: () => void;
}

/** Product, edition and days of a request. Where the catalogue was seen, it is chosen from; elsewhere written. */
export function RequestDialog({ opened, busy, failure, drive, onMake, onClose }: RequestDialogProps) {
  const known = useKnownLicenses();
  const [chosen, choose] = useState('');
  const [product, setProduct] = useState('');
  const [edition, setEdition] = useState('');
  const [days, setDays] = useState('');
  const wanted = (): Wanted => {
    const [knownProduct, knownEdition] = chosen.split(' ');
    const [wantedProduct, wantedEdition] = known
      ? [knownProduct || null, knownEdition || null]
      : [slugOf(product), slugOf(edition)];
    return {
      ...(wantedProduct === null || wantedProduct === undefined ? {} : { product: wantedProduct }),
      ...(wantedProduct && wantedEdition ? { edition: wantedEdition } : {}),
      ...(days === '' ? {} : { days: days === 'end' ? null : Number(days) }),
    };
  };
  return (
    <Modal opened={opened} onClose={onClose} title={words.dialogTitle} withCloseButton={false}>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          onMake(drive ? 'stick' : 'download', wanted());
        }}
      >
        <p>{words.dialogBody}</p>
        {known ? (
          <Select
            label={words.product}
            data-autofocus
            searchable
            openOnFocus={false}
            data={[{ value: '', label: words.any }, ...known]}
            value={chosen}
            onChange={(value) => choose(value ?? '')}
          />
        ) : (
          <div className={css.pair}>
            <TextInput
              label={words.productTyped}
              description={words.productHint}
              data-autofocus
              value={product}
              onChange={(event) => setProduct(event.currentTarget.value)}
            />
            <TextInput
              label={words.editionTyped}
              description={words.editionHint}
              disabled={slugOf(product) === null}
              value={edition}
              onChange={(event) => setEdition(event.currentTarget.value)}
            />
          </div>
        )}
        <Select
          label={words.days}
          allowDeselect={false}
          data={[
            { value: '', label: words.any },
            ...offlineLengths.map((each) => ({ value: String(each), label: length(each) })),
            { value: 'end', label: length(null) },
          ]}
          value={days}
          onChange={(value) => setDays(value ?? '')}
        />
        <FailureNote failure={failure} />
        <div className={css.end}>
          <Button variant="subtle" onClick={onClose}>
            {text.window.parts.cancel}
          </Button>
          <Button onClick={() => onMake('qr', wanted())} loading={busy}>
            {words.asQr}
          </Button>
          <Button type="submit" variant="filled" loading={busy}>
            {drive ? words.toDrive(shortNameOf(drive)) : words.download}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** The licenses this person has seen, by product and edition; null where the cloud never told. */
function useKnownLicenses(): { value: string; label: string }[] | null {
  const isSignedIn = useWho() !== null;
  const { licenses } = useStores();
  const rows = useStore(licenses.usable, ({ value }) => value?.rows);
  if (!isSignedIn || !rows || rows.length === 0) return null;
  const known = new Map(rows.map((row) => [`${row.product.id} ${row.edition.id}`, nameOf(row)]));
  return [...known].map(([value, label]) => ({ value, label }));
}
