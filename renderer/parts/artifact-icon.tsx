import {
  type Icon as TablerIcon,
  IconFileText,
  IconMovie,
  IconPackage,
  IconPhotoVideo,
  IconPuzzle,
} from '@tabler/icons-react';
import type { ArtifactKind } from '#shared/files/release.ts';

const icons: Record<ArtifactKind, TablerIcon> = {
  installer: IconPackage,
  'add-on': IconPuzzle,
  'example-project': IconMovie,
  'demo-files': IconPhotoVideo,
  documentation: IconFileText,
};

/** What sort of file it is, beside the word that says so. */
export function ArtifactIcon({ kind, size = 16 }: { kind: ArtifactKind; size?: number }) {
  const Icon = icons[kind];
  return <Icon size={size} stroke={1.75} aria-hidden />;
}
