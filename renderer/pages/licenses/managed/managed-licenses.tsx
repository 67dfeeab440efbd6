import { IconSearch } from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense, useCallback, useState } from 'react';
import type { LicenseAct } from '#shared/models/license-change.ts';
import type { LicensePage, ListedLicense } from '#shared/models/license-search.ts';
import type { OrganizationRef } from '#shared/models/person.ts';
import { text } from '#shared/text/index.ts';
import { ExportMenu } from '../../../parts/export-menu.tsx';
import { focusFilter } from '../../../parts/filter-field.tsx';
import { KeyHints } from '../../../parts/keys.tsx';
import { ListTrouble, useChosen } from '../../../parts/list-page.tsx';
import { Page } from '../../../parts/page.tsx';
import { useIsNarrow } from '../../../parts/side-panel.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../../parts/states.tsx';
import type { Resource } from '../../../state/resource.ts';
import { useApi, useNow, useStores, useZone } from '../../../state/use.tsx';
import { ColumnsMenu } from './columns-menu.tsx';
import { Filters } from './filters.tsx';
import { ManagedPanel } from './managed-panel.tsx';
import { ManagedTable } from './managed-table.tsx';
import { MarkedBar } from './marked-bar.tsx';
import { useFound } from './use-found.ts';
import { useMarks } from './use-marks.ts';
import { useView } from './use-view.ts';
import css from './managed.module.css';

const ChangeDialog = lazy(async () => ({ default: (await import('./change-dialog.tsx')).ChangeDialog }));
const words = text.window.managedLicenses;

interface ManagedLicensesProps {
  organization: OrganizationRef;
  /** The one another page leads to. */
  license: string | undefined;
  /** Whose licenses are shown. */
  tabs: ReactNode;
}

/** All licenses of an organization: found, sorted, marked and changed, thousands of them (L6). */
export function ManagedLicenses({ organization, license, tabs }: ManagedLicensesProps) {
  const { cloud } = useApi();
  const { refreshSeats } = useStores();
  const view = useView();
  const { list, store, isOld } = useFound(organization.id, view);
  const found = list.value;
  const rows = found?.rows ?? none;
  const { marks, toggle, stretch, all, unmark } = useMarks(organization.id, rows, view.filter);
  const { chosen, shown, choose, closePanel } = useChosen(rows, isRow, license);
  const [change, begin] = useState<{ act: LicenseAct; licenses: readonly string[] } | null>(null);
  const now = useNow(60_000);
  const zone = useZone(organization.id);
  const narrow = useIsNarrow();

  const markAllFound = useCallback(() => void all.run(), [all]);
  const onKey = (key: string) => {
    if (key === '/') focusFilter();
    if (key === 'Escape') unmark();
  };
  const onChanged = useCallback(() => void Promise.all([store.refresh(), refreshSeats()]), [store, refreshSeats]);
  const panelOf = shown?.id ?? (license !== undefined && chosen === null && !narrow ? license : null);

  return (
    <Page
      title={text.window.licenses.title}
      flush
      beside={tabs}
      actions={
        <>
          <ColumnsMenu view={view} />
          <ExportMenu
            name={words.fileName(organization.name)}
            done={words.exported}
            write={(format, offset?: number) =>
              cloud.license.export({ organization: organization.id, ...view.filter, ...view.order, format, offset })
            }
          />
        </>
      }
      panel={
        panelOf === null ? undefined : (
          <ManagedPanel
            key={panelOf}
            license={panelOf}
            stamp={found}
            onChange={(act) => begin({ act, licenses: [panelOf] })}
            onChanged={onChanged}
            onClose={closePanel}
          />
        )
      }
      foot={
        <>
          <KeyHints hints={hints} />
          <span role="status">{found && !isOld ? words.total(found.total) : ''}</span>
        </>
      }
    >
      <Filters organization={organization.id} view={view} counts={found?.states ?? null} />
      {marks.ids.size > 0 && (
        <MarkedBar
          count={marks.ids.size}
          total={found?.total ?? 0}
          all={all}
          onNone={unmark}
          onAct={(act) => begin({ act, licenses: [...marks.ids] })}
        />
      )}
      <div className={css.list} data-old={isOld || undefined} aria-busy={isOld}>
        {rows.length > 0 ? (
          <ManagedTable
            {...{ rows, view, now, zone, marks, onKey }}
            onToggle={toggle}
            onStretch={stretch}
            onAll={markAllFound}
            selected={chosen?.id ?? null}
            onSelect={choose}
            onActivate={({ id }) => choose(id)}
            onEnd={() => list.failure === null && void store.more()}
          />
        ) : (
          <NoRows list={list} isFiltered={view.isFiltered} onAgain={() => void store.refresh()} onClear={view.clear} />
        )}
      </div>
      {rows.length > 0 && <ListTrouble failure={list.failure} onAgain={() => void store.refresh()} />}
      {marks.ids.size === 0 && <ListTrouble failure={all.failure} onAgain={markAllFound} />}
      <Suspense>
        {change && (
          <ChangeDialog
            organization={organization.id}
            {...change}
            onChanged={() => {
              unmark();
              onChanged();
            }}
            onClose={() => begin(null)}
          />
        )}
      </Suspense>
    </Page>
  );
}

const none: readonly ListedLicense[] = [];
const isRow = ({ id }: ListedLicense, wanted: string) => id === wanted;

interface NoRowsProps {
  list: Resource<LicensePage>;
  isFiltered: boolean;
  onAgain: () => void;
  onClear: () => void;
}

function NoRows({ list, isFiltered, onAgain, onClear }: NoRowsProps) {
  if (list.failure)
    return (
      <ErrorState
        failure={list.failure}
        title={text.window.licenses.failed}
        action={{ label: text.window.parts.tryAgain, run: onAgain }}
      />
    );
  if (list.value === null) return <LoadingState />;
  return isFiltered ? (
    <EmptyState
      icon={<IconSearch size={20} stroke={1.75} />}
      title={words.nothingTitle}
      action={{ label: words.clear, run: onClear }}
    >
      {words.nothingBody}
    </EmptyState>
  ) : (
    <EmptyState icon={<IconSearch size={20} stroke={1.75} />} title={text.window.licenses.emptyAllTitle}>
      {text.window.licenses.emptyAllBody}
    </EmptyState>
  );
}

const hints = [
  { keys: ['↑', '↓'], does: words.keys.move },
  { keys: ['Space'], does: words.keys.mark },
  { keys: ['⇧', '↓'], does: words.keys.stretch },
  { keys: ['Ctrl', 'A'], does: words.keys.all },
];
