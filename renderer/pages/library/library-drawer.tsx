import { Drawer } from '@mantine/core';
import { IconArchive } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Library, LibraryEntry } from '#shared/models/release.ts';
import { text } from '#shared/text/index.ts';
import type { CompanionClient } from '../../api/api.ts';
import { CopyCode } from '../../parts/copy.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../parts/states.tsx';
import { keyOf, productsOf } from '../../state/library.ts';
import type { ResourceStore } from '../../state/resource.ts';
import { useApi, useResource, useStores } from '../../state/use.tsx';
import { InstallDialog } from './install-dialog.tsx';
import { LibraryRow } from './library-row.tsx';
import { OldVersions } from './old-versions.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import css from './library.module.css';

const words = text.window.library;

interface LibraryDrawerProps {
  opened: boolean;
  onClose: () => void;
}

/** What is on this machine, by product and version, and what can be done with it (D7). */
export function LibraryDrawer({ opened, onClose }: LibraryDrawerProps) {
  const { companion } = useApi();
  const { library } = useStores();
  if (!companion || !library) return null;
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title={words.title}
      size="32rem"
      closeButtonProps={{ 'aria-label': text.window.parts.close }}
      classNames={{ body: css.drawerBody ?? '', content: css.drawer ?? '' }}
    >
      <Inside companion={companion} store={library} onClose={onClose} />
    </Drawer>
  );
}

interface InsideProps {
  companion: CompanionClient;
  store: ResourceStore<Library>;
  onClose: () => void;
}

function Inside({ companion, store, onClose }: InsideProps) {
  const { value, failure, refresh, phase } = useResource(store);
  const [, go] = useLocation();
  if (!value)
    return failure ? (
      <ErrorState
        failure={failure}
        title={words.failed}
        action={{ label: text.window.parts.tryAgain, run: () => void refresh(), busy: phase === 'loading' }}
      />
    ) : (
      <LoadingState />
    );
  return (
    <>
      {value.entries.length === 0 ? (
        <EmptyState
          icon={<IconArchive size={20} stroke={1.75} />}
          title={words.emptyTitle}
          action={{
            label: words.emptyAction,
            run: () => {
              onClose();
              go('/downloads');
            },
          }}
        >
          {words.emptyBody}
        </EmptyState>
      ) : (
        <Filled companion={companion} library={value} />
      )}
      <footer className={css.foot}>
        <span>{value.freeBytes === null ? null : words.free(value.freeBytes)}</span>
        <CopyCode label={words.folder} value={value.folder} />
      </footer>
    </>
  );
}

function Filled({ companion, library }: { companion: CompanionClient; library: Library }) {
  const [installing, install] = useState<LibraryEntry | null>(null);
  const [removing, remove] = useState<LibraryEntry | null>(null);
  return (
    // It may scroll, so the keyboard must reach it even when nothing in it can be pressed.
    <div className={css.list} role="group" aria-label={words.title} tabIndex={0}>
      <p className={css.quiet}>{words.used(library.entries.length, library.usedBytes)}</p>
      <OldVersions companion={companion} library={library} />
      {productsOf(library.entries).map(({ id, name, size, versions }) => (
        <section key={id} className={css.product} aria-label={name}>
          <div className={css.productHead}>
            <h3 className={css.productName}>{name}</h3>
            <span className={css.figure}>{text.sizes.bytes(size)}</span>
          </div>
          {versions.map(({ version, entries }) => (
            <div key={version} className={css.version}>
              <h4 className={css.versionName}>{version}</h4>
              <ul aria-label={`${name} ${version}`}>
                {entries.map((entry) => (
                  <LibraryRow
                    key={keyOf(entry)}
                    companion={companion}
                    entry={entry}
                    onInstall={() => install(entry)}
                    onRemove={() => remove(entry)}
                  />
                ))}
              </ul>
            </div>
          ))}
        </section>
      ))}
      <InstallDialog companion={companion} entry={installing} onClose={() => install(null)} />
      <RemoveDialog companion={companion} library={library} entry={removing} onClose={() => remove(null)} />
    </div>
  );
}
