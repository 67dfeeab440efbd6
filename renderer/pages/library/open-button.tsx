import { Button } from '@mantine/core';
import { useEffect } from 'react';
import type { ArtifactRef } from '#shared/models/release.ts';
import { text } from '#shared/text/index.ts';
import { toastFailure } from '../../parts/toast.tsx';
import { useAction, useApi } from '../../state/use.tsx';

const words = text.window.library;

/** Opens a document of the library, after one more check. Nobody is asked: it is only read. */
export function OpenButton({ artifact, title }: { artifact: ArtifactRef; title: string }) {
  const { companion } = useApi();
  const open = useAction(async () => companion?.library.install(artifact));
  useEffect(() => {
    if (open.failure) toastFailure(open.failure);
  }, [open.failure]);
  return (
    <Button size="sm" aria-label={words.openNamed(title)} loading={open.busy} onClick={() => void open.run()}>
      {words.open}
    </Button>
  );
}
