/** How this page reaches the router: through the desktop app, the local web server, or the cloud itself. */
export type Door = 'window' | 'web' | 'portal';

const doors: readonly string[] = ['window', 'web', 'portal'] satisfies Door[];

/** What the host wrote into the page when it served it. */
export function readMeta(name: string, page: Document = document): string {
  return page.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? '';
}

/** Which door this page came through; decided once, by the host. */
export function readDoor(page: Document = document): Door {
  const door = readMeta('greenroom-door', page);
  if (!doors.includes(door)) throw new Error(`this page was served without a door: "${door}"`);
  return door as Door;
}
