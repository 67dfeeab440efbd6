import { Button } from '@mantine/core';
import { IconHistory, IconRefresh } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { ExportMenu } from '../../parts/export-menu.tsx';
import { focusFilter } from '../../parts/filter-field.tsx';
import { line as icon } from '../../parts/icons.ts';
import { KeyHints } from '../../parts/keys.tsx';
import { ListTrouble, useChosen } from '../../parts/list-page.tsx';
import { Page } from '../../parts/page.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../parts/states.tsx';
import { type AuditLog, createAuditLog } from '../../state/audit-log.ts';
import { useApi, useNow, useRoles, useStores, useZone } from '../../state/use.tsx';
import { AuditFilters } from './audit-filters.tsx';
import { AuditPanel } from './audit-panel.tsx';
import { AuditTable } from './audit-table.tsx';
import type { TabProps } from './tab.ts';
import { useAuditFilter } from './use-audit-filter.ts';

const words = text.window.organization;

/** Who did what, when and from where (T10); older ones come as somebody scrolls. */
export function AuditTab({ organization, tabs }: TabProps) {
  const search = useAuditFilter();
  const { filter } = search;
  const { cloud } = useApi();
  const [round, again] = useState(0);
  const { log, store } = useAuditLog(organization.id, filter, round);
  const zone = useZone(organization.id);
  const { roleSet } = useRoles(organization.id);
  const now = useNow(60_000);
  const { chosen, shown, choose, closePanel } = useChosen(log.rows, (row, id) => row.id === id);
  return (
    <Page
      title={words.title}
      flush
      beside={tabs}
      actions={
        <>
          <Button leftSection={<IconRefresh {...icon} />} onClick={() => again((count) => count + 1)}>
            {words.log.refresh}
          </Button>
          <ExportMenu
            name={words.log.fileName(organization.name)}
            done={words.log.exported}
            write={(format, cursor?: string) =>
              cloud.audit.export({ organization: organization.id, format, cursor, ...filter })
            }
          />
        </>
      }
      panel={
        shown ? <AuditPanel row={shown} zone={zone} roleSet={roleSet} now={now} onClose={closePanel} /> : undefined
      }
      foot={<Foot log={log} zone={zone} />}
    >
      <AuditFilters organization={organization.id} search={search} />
      {log.rows.length > 0 ? (
        <AuditTable
          rows={log.rows}
          zone={zone}
          roleSet={roleSet}
          selected={chosen?.id ?? null}
          onSelect={choose}
          onKey={(key) => key === '/' && focusFilter()}
          onEnd={() => log.failure === null && void store.more()}
        />
      ) : (
        <NoRows log={log} isFiltered={search.isFiltered} onAgain={() => void store.more()} />
      )}
      {log.rows.length > 0 && <ListTrouble failure={log.failure} onAgain={() => void store.more()} />}
    </Page>
  );
}

/** The log for these filters; another one for others, or when somebody wants to see what is new. */
function useAuditLog(organization: string, filter: ReturnType<typeof useAuditFilter>['filter'], round: number) {
  const { cloud } = useApi();
  const { explain } = useStores();
  const store = useMemo(
    () => ({ round, ...createAuditLog((cursor) => cloud.audit.list({ organization, cursor, ...filter }), explain) }),
    [cloud, explain, organization, filter, round],
  );
  useEffect(() => {
    void store.more();
    return store.stop;
  }, [store]);
  return { log: useStore(store), store };
}

function NoRows({ log, isFiltered, onAgain }: { log: AuditLog; isFiltered: boolean; onAgain: () => void }) {
  if (log.failure)
    return (
      <ErrorState
        failure={log.failure}
        title={words.log.failed}
        action={{ label: text.window.parts.tryAgain, run: onAgain }}
      />
    );
  if (log.next !== null) return <LoadingState label={words.log.searching} />;
  return (
    <EmptyState
      icon={<IconHistory size={20} stroke={1.75} />}
      title={isFiltered ? words.log.nothingTitle : words.log.emptyTitle}
    >
      {isFiltered ? words.log.nothingBody : words.log.emptyBody}
    </EmptyState>
  );
}

function Foot({ log, zone }: { log: AuditLog; zone: string }) {
  const { reached, isLoading } = log;
  return (
    <>
      <KeyHints hints={hints} />
      <span role="status">
        {isLoading ? words.log.searching : reached === null ? '' : words.log.reached(dates.day(reached, zone))}
      </span>
      <span>{dates.zone(zone)}</span>
    </>
  );
}

const hints = [
  { keys: ['↑', '↓'], does: words.log.keys.move },
  { keys: ['/'], does: words.log.keys.filter },
];
