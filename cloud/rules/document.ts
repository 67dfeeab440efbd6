import { DocumentKind, type DocumentRef } from '#shared/models/document.ts';

/** What a text calls itself: its first heading; null when it has none. */
export function titleOf(markdown: string): string | null {
  const [, title] = /^ {0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$/m.exec(markdown) ?? [];
  return title?.trim() || null;
}

/** Which of the newest versions somebody has not agreed to yet. Each kind is a consent of its own. */
export const notAgreed = <Newest extends DocumentRef>(
  newest: readonly Newest[],
  given: readonly DocumentRef[],
): Newest[] =>
  newest.filter(({ kind, version }) => !given.some((consent) => consent.kind === kind && consent.version === version));

/** The first kind whose shown version is no longer the newest; null: all of them are. */
export const replacedSince = (
  shown: Record<DocumentKind, string>,
  newest: readonly DocumentRef[],
): DocumentKind | null =>
  DocumentKind.options.find((kind) => newest.find((each) => each.kind === kind)?.version !== shown[kind]) ?? null;
