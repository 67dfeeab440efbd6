import type { CarriedFile } from '#shared/models/offline.ts';

/** Puts a text file into the downloads of this browser, or asks where, as the person has set it. */
export function saveText({ name, text }: CarriedFile): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads it after this turn; some read it later than the next.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
