import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { text } from '#shared/text/index.ts';
import { line } from '../../parts/icons.ts';
import { Page } from '../../parts/page.tsx';
import { useApi, useFresh, useStores } from '../../state/use.tsx';
import { AddFromUsbDialog } from '../library/add-from-usb-dialog.tsx';
import { LibraryDrawer } from '../library/library-drawer.tsx';
import { Dock } from './dock.tsx';
import { HeadActions } from './head-actions.tsx';
import { Nothing } from './nothing.tsx';
import { ProductTabs } from './product-tabs.tsx';
import { ProductView } from './product-view.tsx';

const words = text.window.downloads;

/** The address of a version; of the newest one when none is named. */
export const addressOf = (product: string, version?: string): string =>
  ['/downloads', product, ...(version === undefined ? [] : [version])].map((part) => encodeURI(part)).join('/');

interface DownloadsPageProps {
  product?: string | undefined;
  version?: string | undefined;
  /** While nobody is signed in, back to where one does. */
  onBack?: () => void;
}

/** Releases by product and version, and below them everything that is on its way. */
export function DownloadsPage({ product, version, onBack }: DownloadsPageProps) {
  const { companion } = useApi();
  const shelf = useFresh(useStores().shelf);
  const [, go] = useLocation();
  const [beside, show] = useState<'library' | 'add' | null>(null);
  const products = shelf.value?.products ?? [];
  const chosen = products.find((each) => each.product.id === product) ?? products[0] ?? null;
  const close = () => show(null);
  return (
    <Page
      title={words.title}
      flush
      beside={
        chosen && (
          <ProductTabs
            products={products.map((each) => each.product)}
            chosen={chosen.product.id}
            onChoose={(id) => go(addressOf(id), { replace: true })}
          />
        )
      }
      actions={
        <>
          {onBack && (
            <Button variant="subtle" onClick={onBack} leftSection={<IconArrowLeft {...line} />}>
              {words.back}
            </Button>
          )}
          {companion && <HeadActions onLibrary={() => show('library')} onAdd={() => show('add')} />}
        </>
      }
    >
      {shelf.value && chosen ? (
        <ProductView
          key={chosen.product.id}
          shelf={shelf.value}
          product={chosen}
          version={version}
          onCheck={shelf.refresh}
          isChecking={shelf.phase === 'loading'}
          onChoose={(id) => go(addressOf(chosen.product.id, id), { replace: true })}
        />
      ) : (
        <Nothing shelf={shelf} onAdd={companion ? () => show('add') : null} onBack={onBack} />
      )}
      {companion && (
        <>
          <Dock companion={companion} />
          <LibraryDrawer opened={beside === 'library'} onClose={close} />
          <AddFromUsbDialog opened={beside === 'add'} onClose={close} />
        </>
      )}
    </Page>
  );
}
