import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { protocol } from 'electron';
import { contentSecurityPolicy, permissionsPolicy, preparePage } from '../page.ts';
import { pageFolder, pageOrigin } from './places.ts';

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** Must happen before Electron is ready. */
export function registerPageScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: new URL(pageOrigin).protocol.slice(0, -1), privileges }]);
}

/** Serves the page's own files, and index.html for every path of the page that is not a file. */
export function servePage(): void {
  protocol.handle('greenroom', async ({ url }) => {
    const { host, pathname } = new URL(url);
    if (host !== 'app') return notFound();
    const type = types[extname(pathname)];
    return type ? serveFile(pathname, type) : serveIndex();
  });
}

async function serveIndex(): Promise<Response> {
  const nonce = randomBytes(16).toString('base64');
  const html = await readFile(join(pageFolder, 'index.html'), 'utf8');
  return new Response(preparePage(html, { door: 'window', nonce }), {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentSecurityPolicy(nonce),
      'permissions-policy': permissionsPolicy,
      'x-content-type-options': 'nosniff',
    },
  });
}

async function serveFile(pathname: string, type: string): Promise<Response> {
  const path = normalize(join(pageFolder, decodeURIComponent(pathname)));
  if (!path.startsWith(normalize(pageFolder + sep))) return notFound();
  try {
    const content = await readFile(path);
    return new Response(new Uint8Array(content), {
      headers: { 'content-type': type, 'x-content-type-options': 'nosniff' },
    });
  } catch {
    return notFound();
  }
}

const notFound = () =>
  new Response('There is no such page.', { status: 404, headers: { 'content-type': 'text/plain' } });
