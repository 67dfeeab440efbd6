import { shell } from 'electron';
import type { BrowserOpener } from '../../services/ports.ts';

/** The person's own browser. Which pages may be opened is decided by the service that asks. */
export const systemBrowser: BrowserOpener = { open: (url) => shell.openExternal(url) };
