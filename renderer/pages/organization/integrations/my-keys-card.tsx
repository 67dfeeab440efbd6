import { Button } from '@mantine/core';
import { useState } from 'react';
import type { MyApiKey } from '#shared/models/api-key.ts';
import { text } from '#shared/text/index.ts';
import { Card } from '../../../parts/page.tsx';
import { ErrorState, LoadingState } from '../../../parts/states.tsx';
import { createResource } from '../../../state/resource.ts';
import { useApi, useResource, useStores } from '../../../state/use.tsx';
import { KeyRow } from './key-row.tsx';
import { RevokeDialog } from './revoke-dialog.tsx';
import css from './integrations.module.css';

const words = text.window.integrations;

/** The API keys that I made, wherever; each can be revoked, whatever my role is there now (O9). */
export function MyKeysCard() {
  const { cloud } = useApi();
  const { explain, now } = useStores();
  const [store] = useState(() => createResource(() => cloud.apiKey.mine({}), explain, now));
  const { value, failure, phase, refresh } = useResource(store);
  const [revoked, revoke] = useState<MyApiKey | null>(null);
  return (
    <Card title={words.mine.title}>
      {value ? (
        <>
          <p className={css.lead}>{value.length === 0 ? words.mine.none : words.mine.lead}</p>
          {value.length > 0 && (
            <ul className={css.rows}>
              {value.map((key) => (
                <KeyRow key={key.id} apiKey={key} second={key.organization.name}>
                  <Button size="sm" aria-label={words.keys.revokeOf(key.name)} onClick={() => revoke(key)}>
                    {words.keys.revoke}
                  </Button>
                </KeyRow>
              ))}
            </ul>
          )}
        </>
      ) : failure ? (
        <ErrorState
          failure={failure}
          title={words.mine.failed}
          action={{ label: text.window.parts.tryAgain, run: () => void refresh(), busy: phase === 'loading' }}
        />
      ) : (
        <LoadingState />
      )}
      <RevokeDialog
        apiKey={revoked}
        revoke={({ id }) => cloud.apiKey.revokeMine({ key: id })}
        onDone={refresh}
        onClose={() => revoke(null)}
      />
    </Card>
  );
}
