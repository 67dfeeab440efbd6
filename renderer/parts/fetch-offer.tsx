import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useEffect } from 'react';
import { text } from '#shared/text/index.ts';
import { type Offer, refOf } from '../state/news.ts';
import { useFetch, useFetchSize, useOfferStanding } from '../state/use-fetch.ts';
import { useAction } from '../state/use.tsx';
import css from './fetch-offer.module.css';
import { line } from './icons.ts';
import { Tally } from './tally.tsx';
import { toastFailure } from './toast.tsx';

const words = text.window.parts.offer;

interface FetchOfferProps {
  offer: Offer;
  /** What it is called on this page. */
  title: string;
}

/** The button that fetches a file, with what that costs; in its place how far it is, once it is on its way. */
export function FetchOffer({ offer, title }: FetchOfferProps) {
  const standing = useOfferStanding(offer);
  switch (standing.is) {
    case 'free':
      return <Free offer={offer} title={title} />;
    case 'here':
      return <Tally state="on">{text.window.parts.tally.on}</Tally>;
    case 'waiting':
      return (
        <Tally state="soon" icon="waiting">
          {text.transfers.states['waiting-for-network']}
        </Tally>
      );
    case 'failed':
      return <Tally state="ended">{text.transfers.states.failed}</Tally>;
    case 'queued':
      return <span className={css.state}>{text.transfers.states.queued}</span>;
    case 'paused':
      return <span className={css.state}>{words.paused(standing.percent ?? '')}</span>;
    case 'under-way':
      return (
        <span className={css.state}>
          {standing.left === null ? standing.percent : words.underWay(standing.percent ?? '', standing.left)}
        </span>
      );
  }
}

function Free({ offer, title }: FetchOfferProps) {
  const bytes = useFetchSize(offer);
  const fetch = useFetch();
  const start = useAction(() => fetch(refOf(offer)));
  useEffect(() => {
    if (start.failure) toastFailure(start.failure);
  }, [start.failure]);
  return (
    <Button
      size="sm"
      leftSection={<IconDownload {...line} />}
      loading={start.busy}
      aria-label={text.window.downloads.downloadNamed(title, bytes)}
      onClick={() => void start.run()}
    >
      {text.sizes.bytes(bytes)}
    </Button>
  );
}
