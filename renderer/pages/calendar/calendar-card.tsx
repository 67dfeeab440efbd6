import { Button, CopyButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { text } from '#shared/text/index.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { line } from '../../parts/icons.ts';
import { Card } from '../../parts/page.tsx';
import { Fetching } from '../../parts/states.tsx';
import { toast } from '../../parts/toast.tsx';
import { useAction, useApi, useResource, useStores } from '../../state/use.tsx';
import css from './calendar.module.css';

const words = text.window.calendar;

/** The addresses of my calendar feed, and of those of the organizations I manage. */
export function CalendarCard({ title }: { title?: string }) {
  const { cloud } = useApi();
  const { calendar } = useStores();
  const resource = useResource(calendar);
  const { value, refresh } = resource;
  const [asking, ask] = useDisclosure();
  const renew = useAction(async () => {
    await cloud.calendar.renew({});
    await refresh();
    toast({ tally: 'held', icon: 'check', title: words.renewed, message: words.renewedBody });
    ask.close();
  });
  if (!value)
    return (
      <Card title={title}>
        <Fetching resource={resource} title={words.failed} />
      </Card>
    );
  return (
    <Card title={title}>
      <div className={css.stack}>
        <p>{words.lead}</p>
        <ul className={css.feeds}>
          <Feed name={words.mine} url={value.mine} />
          {value.organizations.map(({ organization, url }) => (
            <Feed key={organization.id} name={words.ofOrganization(organization.name)} url={url} />
          ))}
        </ul>
        <p className={css.hint}>{words.secret}</p>
        <Button onClick={ask.open}>{words.renew}</Button>
      </div>
      <ConfirmDialog
        opened={asking}
        title={words.renewTitle}
        safe={words.renewKeep}
        confirm={words.renewConfirm}
        busy={renew.busy}
        failure={renew.failure}
        onConfirm={() => void renew.run()}
        onClose={() => {
          renew.clear();
          ask.close();
        }}
      >
        {words.renewBody}
      </ConfirmDialog>
    </Card>
  );
}

function Feed({ name, url }: { name: string; url: string }) {
  return (
    <li className={css.feed}>
      <div className={css.feedText}>
        <div className={css.feedName}>{name}</div>
        <code className={css.url}>{url}</code>
      </div>
      <CopyButton value={url}>
        {({ copied, copy }) => (
          <Button
            size="sm"
            onClick={copy}
            aria-label={copied ? text.window.parts.copied : words.copy(name)}
            leftSection={copied ? <IconCheck {...line} /> : <IconCopy {...line} />}
          >
            {copied ? text.window.parts.copied : text.window.parts.copy}
          </Button>
        )}
      </CopyButton>
    </li>
  );
}
