import { lazy, Suspense } from 'react';
import { useStore } from 'zustand';
import { creating } from './create-organization.ts';

const Dialog = lazy(async () => ({
  default: (await import('../pages/organization/create-dialog.tsx')).CreateOrganizationDialog,
}));

/** Where the dialog that makes an organization is shown, whoever opened it. */
export function CreateOrganizationHost() {
  const opened = useStore(creating, (state) => state.opened);
  if (!opened) return null;
  return (
    <Suspense fallback={null}>
      <Dialog />
    </Suspense>
  );
}
