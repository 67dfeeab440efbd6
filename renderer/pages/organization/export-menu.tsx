import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { type AuditFilter, AuditFormat } from '#shared/models/audit.ts';
import type { OrganizationRef } from '#shared/models/person.ts';
import { counted } from '#shared/text/en/window/counted.ts';
import { text } from '#shared/text/index.ts';
import { saveText } from '../../parts/save-text.ts';
import { line as icon } from '../../parts/icons.ts';
import { toast, toastFailure } from '../../parts/toast.tsx';
import { useApi, useStores } from '../../state/use.tsx';
import css from './organization.module.css';

const words = text.window.organization.log;
const endings: Record<AuditFormat, string> = { csv: 'csv', 'json-lines': 'jsonl' };

/** Writes what the filters let through into a file, part by part. */
export function ExportMenu({ organization, filter }: { organization: OrganizationRef; filter: AuditFilter }) {
  const { cloud } = useApi();
  const { explain, now } = useStores();
  const [written, setWritten] = useState<number | null>(null);
  const isGone = useRef(false);
  useEffect(() => {
    isGone.current = false;
    return () => void (isGone.current = true);
  }, []);

  async function write(format: AuditFormat) {
    const parts: string[] = [];
    let rows = 0;
    setWritten(0);
    try {
      for (let cursor: string | undefined; !isGone.current; ) {
        const part = await cloud.audit.export({ organization: organization.id, format, cursor, ...filter });
        parts.push(part.text);
        rows += part.rows;
        setWritten(rows);
        if (part.next !== null) {
          cursor = part.next;
          continue;
        }
        const day = new Date(now()).toISOString().slice(0, 10);
        const name = words.fileName(organization.name, day).replaceAll(/[^\p{L}\p{N}-]+/gu, '-');
        saveText({ name: `${name}.${endings[format]}`, text: parts.join('') });
        toast({
          tally: 'held',
          icon: 'check',
          title: words.exported,
          message: words.exportedBody(counted(rows, 'row')),
        });
        break;
      }
    } catch (error) {
      toastFailure(explain(error));
    } finally {
      setWritten(null);
    }
  }

  return (
    <>
      <span className={css.writing} role="status">
        {written !== null && words.exporting(counted(written, 'row'))}
      </span>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button leftSection={<IconDownload {...icon} />} disabled={written !== null}>
            {words.export}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {AuditFormat.options.map((format) => (
            <Menu.Item key={format} onClick={() => void write(format)}>
              {words.exportAs[format]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
