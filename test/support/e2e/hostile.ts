import type { Page } from '@playwright/test';

/** What somebody may type into a text field, in the hope that a page takes it for more than text. */
export const hostile = {
  image: `<img src=x onerror="window.ran='image'">`,
  vector: `"><svg onload="window.ran='svg'">`,
  script: `</textarea><script>window.ran='script'</script>`,
  link: `[x](javascript:window.ran='link')`,
  address: `javascript:window.ran='address'`,
  frame: `<iframe srcdoc="<script>top.ran='frame'</script>">`,
  template: "${window.ran='template'}{{constructor.constructor('window.ran=1')()}}",
};
export const hostiles: readonly string[] = Object.values(hostile);

/** Everything at once, over several lines, as in a note or a ticket. */
export const hostileText = [
  ...hostiles,
  '[y](data:text/html,<script>top.ran=1</script>)',
  '![z](http://evil.example/z.png)',
].join('\n\n');

/** What of it was taken for more than text, in all pages so far. */
export interface Taken {
  wrong: string[];
}

/** Watches a page from its first script on: whatever leaves for elsewhere, runs, or is stopped by the page's policy. */
export async function watchFor(page: Page, own: string): Promise<Taken> {
  const wrong: string[] = [];
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol !== 'data:' && protocol !== 'blob:' && origin !== own) wrong.push(`asked ${request.url()}`);
  });
  page.on('dialog', (dialog) => void dialog.dismiss().then(() => wrong.push(`dialog ${dialog.message()}`)));
  await page.exposeFunction('tellOfPolicy', (what: string) => wrong.push(`stopped by the policy: ${what}`));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
      const tell: unknown = Reflect.get(window, 'tellOfPolicy');
      if (typeof tell === 'function') tell(`${violatedDirective} ${blockedURI} ${sample}`);
    });
  });
  return { wrong };
}

/** What a page shows that came from a text field as an element, and how often it shows such text as text. */
export const lookAt = (page: Page): Promise<{ made: string[]; shown: number }> =>
  page.evaluate(() => {
    const made = [...document.querySelectorAll('*')].flatMap((element) => {
      const attributes = [...element.attributes].filter(
        ({ name, value }) =>
          name.startsWith('on') ||
          name === 'srcdoc' ||
          (['href', 'src', 'action', 'formaction', 'xlink:href'].includes(name) &&
            /^\s*(javascript|vbscript|data:text)/i.test(value)),
      );
      const isForeign =
        element instanceof HTMLImageElement && !element.src.startsWith('data:') && element.getAttribute('src') === 'x';
      return attributes.length > 0 || isForeign ? [element.outerHTML.slice(0, 200)] : [];
    });
    const ran: unknown = Reflect.get(window, 'ran');
    if (ran !== undefined) made.push(`ran: ${JSON.stringify(ran)}`);
    const fields = [...document.querySelectorAll('input, textarea')].map((field) =>
      'value' in field && typeof field.value === 'string' ? field.value : '',
    );
    const shown = [document.body.innerText, ...fields].join('\n').split('window.ran').length - 1;
    return { made, shown };
  });
