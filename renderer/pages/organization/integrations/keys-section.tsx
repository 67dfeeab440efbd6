import { Button } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import type { ApiKey } from '#shared/models/api-key.ts';
import { text } from '#shared/text/index.ts';
import { useApi } from '../../../state/use.tsx';
import { KeyRow } from './key-row.tsx';
import { RevokeDialog } from './revoke-dialog.tsx';
import { Section } from './section.tsx';

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
    <Section
      words={words}
      icon={<IconKey size={20} stroke={1.75} />}
      rows={keys.map((key) => (
        <KeyRow key={key.id} apiKey={key} organization={organization}>
          <Button size="sm" variant="subtle" aria-label={words.renameOf(key.name)} onClick={() => rename(key)}>
            {words.rename}
          </Button>
          <Button size="sm" aria-label={words.revokeOf(key.name)} onClick={() => revoke(key)}>
            {words.revoke}
          </Button>
        </KeyRow>
      ))}
      onMake={() => make(true)}
    >
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
    </Section>
  );
}
