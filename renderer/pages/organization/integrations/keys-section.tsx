import { Button } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import type { ApiKey } from '#shared/models/api-key.ts';
import { text } from '#shared/text/index.ts';
import { EmptyState } from '../../../parts/states.tsx';
import { useApi } from '../../../state/use.tsx';
import { KeyRow } from './key-row.tsx';
import { RevokeDialog } from './revoke-dialog.tsx';
import css from './integrations.module.css';

const MakeKeyDialog = lazy(async () => ({ default: (await import('./make-key-dialog.tsx')).MakeKeyDialog }));
const RenameKeyDialog = lazy(async () => ({ default: (await import('./rename-key-dialog.tsx')).RenameKeyDialog }));
const words = text.window.integrations.keys;

interface KeysSectionProps {
  organization: string;
  keys: readonly ApiKey[];
  onChanged: () => Promise<void>;
}

/** The API keys of an organization: made, renamed, revoked. */
export function KeysSection({ organization, keys, onChanged }: KeysSectionProps) {
  const { cloud } = useApi();
  const [isMaking, make] = useState(false);
  const [renamed, rename] = useState<ApiKey | null>(null);
  const [revoked, revoke] = useState<ApiKey | null>(null);
  return (
    <section className={css.section} aria-label={words.title}>
      <header className={css.head}>
        <div>
          <h2 className={css.title}>{words.title}</h2>
          <p className={css.lead}>{words.lead}</p>
        </div>
        {keys.length > 0 && <Button onClick={() => make(true)}>{words.make}</Button>}
      </header>
      {keys.length === 0 ? (
        <EmptyState
          icon={<IconKey size={20} stroke={1.75} />}
          title={words.emptyTitle}
          action={{ label: words.make, run: () => make(true) }}
        >
          {words.emptyBody}
        </EmptyState>
      ) : (
        <ul className={css.rows}>
          {keys.map((key) => (
            <KeyRow key={key.id} apiKey={key} organization={organization}>
              <Button size="sm" variant="subtle" aria-label={words.renameOf(key.name)} onClick={() => rename(key)}>
                {words.rename}
              </Button>
              <Button size="sm" aria-label={words.revokeOf(key.name)} onClick={() => revoke(key)}>
                {words.revoke}
              </Button>
            </KeyRow>
          ))}
        </ul>
      )}
      <Suspense>
        {isMaking && <MakeKeyDialog organization={organization} onMade={onChanged} onClose={() => make(false)} />}
        {renamed && (
          <RenameKeyDialog
            apiKey={renamed}
            organization={organization}
            onDone={onChanged}
            onClose={() => rename(null)}
          />
        )}
      </Suspense>
      <RevokeDialog
        apiKey={revoked}
        revoke={({ id }) => cloud.apiKey.revoke({ organization, key: id })}
        onDone={onChanged}
        onClose={() => revoke(null)}
      />
    </section>
  );
}
