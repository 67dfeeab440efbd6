import type { Api } from './api.ts';
import { readDoor } from './door.ts';
import { openWebDoor, openPortalDoor } from './http.ts';
import { openWindowDoor } from './window.ts';

/** Opens the door the host named. */
export async function openDoor(page: Window, signal: AbortSignal): Promise<Api> {
  switch (readDoor(page.document)) {
    case 'window':
      return openWindowDoor(page, signal);
    case 'web':
      return openWebDoor(page, signal);
    case 'portal':
      return openPortalDoor(page);
  }
}
