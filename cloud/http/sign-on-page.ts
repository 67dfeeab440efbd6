import { text } from '#shared/text/index.ts';
import type { SignOnStopped } from '../sign-on/stopped.ts';
import { Html, html } from './html.ts';

const words = text.signOn;

/**
 * Somebody is signed in and goes on. This page is loaded because another site sent the browser here, so the cookie of the
 * session, which is SameSite=Strict, was set and is not sent yet; what this page itself opens has it.
 */
export const goingOnPage = (to: string, nonce: string): string =>
  page(
    nonce,
    html`<meta http-equiv="refresh" content="0;url=${to}">`,
    html`<h1>${words.goingOn}</h1><p>${words.goingOnBody}</p><p><a class="way" href="${to}">${words.goOn}</a></p>`,
  );

/** Nobody is signed in: why, and what to do. */
export function stoppedPage({ why, told }: Pick<SignOnStopped, 'why' | 'told'>, nonce: string): string {
  const { sentence, next } = words.stopped[why](told);
  const body = html`<p class="what" role="alert">${words.title}</p><h1>${sentence}</h1><p>${next}</p>
<p><a class="way" href="/">${words.back}</a></p><p class="code">${words.code} <code>${why}</code></p>`;
  return page(nonce, new Html(''), body);
}

function page(nonce: string, head: Html, body: Html): string {
  return html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="dark light"><title>${words.title} · Greenroom</title>${head}
<style nonce="${nonce}">${style}</style></head>
<body><main>${body}</main></body></html>`.text;
}

/** The colours of the window's own tokens. Constant: nothing from outside goes into it. */
const style = new Html(`
:root { color-scheme: light dark; --text: light-dark(#15191c, #e9ecee); --text-2: light-dark(#454f57, #adb6bd);
  --text-3: light-dark(#566169, #929ca4); --panel: light-dark(#fafbfb, #131618); --ink: light-dark(#15191c, #e9ecee);
  --on-ink: light-dark(#ffffff, #131618); --focus: light-dark(#0f5fb8, #8cc6ff); --soon: light-dark(#7d4c00, #f0b64a); }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1.5rem; background: var(--panel);
  color: var(--text); font: 420 .875rem/1.375rem "Inter Variable", Inter, system-ui, sans-serif; }
main { width: 100%; max-width: 32rem; }
h1 { margin: 0 0 .75rem; font-size: 1.25rem; line-height: 1.75rem; font-weight: 620; letter-spacing: -.014em;
  text-wrap: pretty; overflow-wrap: anywhere; }
p { margin: 0 0 1.25rem; color: var(--text-2); text-wrap: pretty; }
.what { margin-bottom: .5rem; color: var(--soon); font-weight: 540; }
.way { display: inline-block; padding: .5rem 1rem; border-radius: 7px; background: var(--ink); color: var(--on-ink);
  font-weight: 540; text-decoration: none; }
.way:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
.code { margin: 0; font-size: .75rem; color: var(--text-3); }
code { font-family: "JetBrains Mono Variable", ui-monospace, monospace; }
`);
