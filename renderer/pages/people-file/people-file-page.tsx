import { Button } from '@mantine/core';
import { IconFileSpreadsheet, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { OrganizationRef } from '#shared/models/person.ts';
import { text } from '#shared/text/index.ts';
import { chooseFiles } from '../../parts/choose-files.ts';
import { line as icon } from '../../parts/icons.ts';
import { NotYours } from '../../parts/not-yours.tsx';
import { Page } from '../../parts/page.tsx';
import { ProgressLine } from '../../parts/progress-line.tsx';
import { saveText } from '../../parts/save-text.ts';
import { EmptyState, FailureNote, LoadingState } from '../../parts/states.tsx';
import { groupOfLine, reportOf } from '../../state/people-file.ts';
import { useManaged, useRoles, useStores, useZone } from '../../state/use.tsx';
import { LinesTable } from './lines-table.tsx';
import { useExportPeople } from './use-export-people.ts';
import { useImport } from './use-import.ts';
import css from './people-file.module.css';

const words = text.window.peopleFile;
const mostBytes = 2_000_000;

/** A CSV file of people: what it would do line by line, then the doing, then the report (T3, L6). */
export function PeopleFilePage() {
  const managed = useManaged();
  const [, go] = useLocation();
  if (!managed)
    return (
      <NotYours
        words={text.window.team}
        icon={IconUsers}
        action={{ label: text.window.team.toOverview, run: () => go('/overview') }}
      />
    );
  const { organization } = managed;
  return <PeopleFile key={organization.id} organization={organization} />;
}

function PeopleFile({ organization }: { organization: OrganizationRef }) {
  const [, go] = useLocation();
  const { now } = useStores();
  const zone = useZone(organization.id);
  const { roleSet } = useRoles(organization.id);
  const people = useImport(organization.id);
  const exporting = useExportPeople(organization);
  const [isTooBig, setTooBig] = useState(false);
  const { file, busy } = people;

  const choose = async () => {
    const [chosen] = await chooseFiles();
    if (!chosen) return;
    setTooBig(chosen.size > mostBytes);
    if (chosen.size <= mostBytes) await people.read(chosen.name, await chosen.text());
  };
  const open = file?.lines.filter((line) => groupOfLine(line) === 'change' && !file.tried.has(line.line)).length ?? 0;
  const isTried = file !== null && file.tried.size > 0;
  const saveReport = () => {
    const day = new Date(now()).toISOString().slice(0, 10);
    saveText({ name: `${words.reportName(day)}.csv`, text: reportOf(file?.lines ?? [], zone, roleSet) });
  };
  return (
    <Page
      title={words.title}
      flush={file !== null}
      beside={file?.name}
      actions={<Button onClick={() => go('/team')}>{words.back}</Button>}
      foot={
        file && (
          <>
            <span role="status" className={css.status}>
              {(busy === 'applying' || isTried) && words.progress(file.tried.size, file.tried.size + open)}
            </span>
            {busy === 'applying' && (
              <span className={css.progress}>
                <ProgressLine label={words.title} done={file.tried.size} all={file.tried.size + open} />
              </span>
            )}
            <span className={css.buttons}>
              {isTried && busy === null && <Button onClick={saveReport}>{words.saveReport}</Button>}
              {busy === 'applying' ? (
                <Button onClick={people.stop}>{words.stop}</Button>
              ) : (
                <>
                  <Button onClick={() => void choose()}>{words.other}</Button>
                  <Button variant="filled" disabled={open === 0} onClick={() => void people.apply()}>
                    {open === 0 ? words.nothing : words.apply(open)}
                  </Button>
                </>
              )}
            </span>
          </>
        )
      }
    >
      {isTooBig && (
        <p role="alert" className={css.note}>
          {words.tooBig}
        </p>
      )}
      <FailureNote failure={people.failure} />
      {busy === 'reading' ? (
        <LoadingState label={words.reading} />
      ) : file ? (
        <>
          {file.ignored.length > 0 && <p className={css.note}>{words.ignored(file.ignored)}</p>}
          <LinesTable lines={file.lines} tried={file.tried} zone={zone} />
        </>
      ) : (
        <EmptyState
          icon={<IconFileSpreadsheet {...icon} size={20} />}
          title={words.leadTitle}
          action={{ label: words.choose, run: () => void choose() }}
          other={{ label: words.example, run: () => void exporting.run(), busy: exporting.busy }}
        >
          <p>{words.lead}</p>
          <ul className={css.rules}>
            {words.rules.map((rule) => (
              <li key={rule}>{rule}</li>
            ))}
          </ul>
          <FailureNote failure={exporting.failure} />
        </EmptyState>
      )}
    </Page>
  );
}
