import type { DiagnosticsBundle } from '#shared/models/diagnostics.ts';

/** Puts a packed bundle into the downloads of this browser; the app asks where. */
export function saveBundle({ name, data }: Pick<DiagnosticsBundle, 'name' | 'data'>): void {
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  const url = URL.createObjectURL(new Blob([bytes], { type: 'application/zip' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads it after this turn; some read it later than the next.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
