import type { ReleaseManifestPayload } from '#shared/files/release.ts';
import { text } from '#shared/text/index.ts';
import type { PinnedCloud } from '../ports.ts';

interface ReadMe {
  release: Pick<ReleaseManifestPayload, 'product' | 'version'>;
  publisher: Pick<PinnedCloud, 'name' | 'fingerprint'> | null;
  files: readonly { name: string; title: string; size: number; sha256: string; key: string | null }[];
}

const words = text.carriedRelease;

/** The page on a stick that says what lies there. Plain HTML: it is read on machines that have nothing but a browser. */
export function readMe({ release, publisher, files }: ReadMe): string {
  const title = words.title(release.product, release.version);
  const rows = files.map(
    ({ name, title: what, size, sha256 }) =>
      html`<tr><td>${name}<br><small>${what}</small></td><td>${text.sizes.bytes(size)}</td><td><code>${sha256}</code></td></tr>`,
  );
  const commands = [
    command(
      words.linux,
      files.map(({ name, sha256 }) => `echo "${sha256}  ${name}" | sha256sum -c`),
    ),
    command(
      words.macos,
      files.map(({ name, sha256 }) => `echo "${sha256}  ${name}" | shasum -a 256 -c`),
    ),
    command(
      words.windows,
      files.map(({ name }) => `Get-FileHash "${name}"`),
    ),
    command(
      words.minisign,
      files.flatMap(({ name, key }) => (key ? [`minisign -Vm "${name}" -P ${key}`] : [])),
    ),
  ];
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width">',
    html`<title>${title}</title>`,
    '<style>body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}',
    'td,th{text-align:left;vertical-align:top;padding:.3rem 1rem .3rem 0}code{overflow-wrap:anywhere}pre{white-space:pre-wrap}</style>',
    html`<h1>${title}</h1>`,
    html`<p>${words.whatItIs(publisher?.name ?? release.product)}</p>`,
    html`<h2>${words.addHeading}</h2>`,
    `<ol>${words.add.map((step) => html`<li>${step}</li>`).join('')}</ol>`,
    publisher ? html`<p>${words.fingerprint(publisher.fingerprint)}</p>` : '',
    html`<h2>${words.filesHeading}</h2>`,
    html`<table><tr><th>${words.file}</th><th>${words.size}</th><th>SHA-256</th></tr>`,
    ...rows,
    '</table>',
    html`<h2>${words.checkHeading}</h2>`,
    html`<p>${words.check}</p>`,
    ...commands,
    files.some(({ key }) => key) ? html`<p>${words.keyHint}</p>` : '',
    html`<h2>${words.moreHeading}</h2>`,
    html`<p>${words.more}</p>`,
    '</html>',
    '',
  ]
    .filter((line, at, all) => line !== '' || at === all.length - 1)
    .join('\n');
}

const command = (where: string, lines: readonly string[]) =>
  lines.length === 0 ? '' : html`<h3>${where}</h3><pre>${lines.join('\n')}</pre>`;

const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** A line of HTML. What is put in is only ever text. */
const html = (parts: TemplateStringsArray, ...values: readonly string[]) =>
  parts.reduce(
    (line, part, at) => line + (values[at - 1] ?? '').replaceAll(/[&<>"']/g, (mark) => marks[mark] ?? '') + part,
  );
