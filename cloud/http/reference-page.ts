import type { OpenAPI } from '@orpc/openapi';
import { z } from 'zod';
import { text } from '#shared/text/index.ts';
import { type Html, html } from './html.ts';
import { referenceStyle } from './reference-style.ts';

const words = text.cloud.api;

/** What of a JSON Schema the page shows. The document is our own, but it is read, not believed. */
const Schema: z.ZodType<Schema> = z.lazy(() =>
  z.looseObject({
    type: z.union([z.string(), z.array(z.string())]).optional(),
    description: z.string().optional(),
    required: z.array(z.string()).optional(),
    properties: z.record(z.string(), z.union([Schema, z.boolean()])).optional(),
    items: z.union([Schema, z.boolean()]).optional(),
    anyOf: z.array(Schema).optional(),
    enum: z.array(z.unknown()).optional(),
    const: z.unknown().optional(),
    default: z.unknown().optional(),
    format: z.string().optional(),
  }),
);
interface Schema {
  type?: string | string[];
  description?: string;
  required?: string[];
  properties?: Record<string, Schema | boolean>;
  items?: Schema | boolean;
  anyOf?: Schema[];
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  format?: string;
}
const Content = z.object({ content: z.object({ 'application/json': z.object({ schema: Schema }) }) });

/** The whole reference as one page: no script, nothing to load, light or dark as the reader's system is. */
export function referencePage(document: OpenAPI.Document, nonce: string): string {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    item?.post ? [{ path, operation: item.post, tag: item.post.tags?.[0] ?? '' }] : [],
  );
  const byTag = Map.groupBy(operations, ({ tag }) => tag);
  const contents = [...byTag].map(
    ([tag, own]) => html`<li><a href="#${slug(tag)}">${tag}</a> <span>${own.length}</span></li>`,
  );
  const sections = [...byTag].map(
    ([tag, own]) => html`<section id="${slug(tag)}"><h2>${tag}</h2>
${own.map(({ path, operation }) => operationPart(path, operation))}</section>`,
  );
  const { title, version, description = '' } = document.info;
  const base = document.servers?.[0]?.url ?? '';
  return html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>${title}</title>
<style nonce="${nonce}">${referenceStyle}</style></head>
<body>
<nav aria-label="${words.contents}"><a href="#top">${title}</a><ul>${contents}</ul></nav>
<main id="top"><h1>${title} <small>${version}</small></h1>
<p>${description}</p><p>${words.base} <code>${base}</code> · <a href="openapi.json">openapi.json</a></p>
${sections}</main>
</body></html>`.text;
}

function operationPart(path: string, operation: OpenAPI.OperationObject): Html {
  const input = Content.safeParse(operation.requestBody).data?.content['application/json'].schema;
  const answers = Object.entries(operation.responses ?? {});
  const output = Content.safeParse(answers.find(([status]) => status === '200')?.[1]).data?.content['application/json'];
  const failures = answers
    .filter(([status]) => status !== '200')
    .flatMap(([status, answer]) => failuresOf(status, answer));
  return html`<article id="${slug(path)}">
<h3><a href="#${slug(path)}"><code>POST ${path}</code></a></h3>
<p>${operation.summary ?? ''}. <em>${operation.description ?? ''}</em></p>
${fieldsPart(words.input, input)}
${output ? fieldsPart(words.output, output.schema) : ''}
${failures.length > 0 ? html`<p>${words.failures} ${failures}</p>` : ''}
</article>`;
}

function fieldsPart(title: string, schema: Schema | undefined): Html | string {
  const item = schema?.type === 'array' && typeof schema.items === 'object' ? schema.items : schema;
  const fields = Object.entries(item?.properties ?? {}).filter(
    (entry): entry is [string, Schema] => typeof entry[1] === 'object',
  );
  if (fields.length === 0) return '';
  const rows = fields.map(([name, field]) => {
    const isRequired = item?.required?.includes(name) ?? false;
    return html`<tr><th scope="row"><code>${name}</code></th><td>${typeOf(field)}${isRequired ? '' : words.optional}</td><td>${field.description ?? ''}</td></tr>`;
  });
  return html`<table><caption>${title}${item === schema ? '' : words.list}</caption><tbody>${rows}</tbody></table>`;
}

function typeOf(schema: Schema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((choice) => JSON.stringify(choice)).join(' | ');
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(' | ');
  if (schema.type === 'array') return `${typeof schema.items === 'object' ? typeOf(schema.items) : 'any'}[]`;
  if (schema.format === 'unix-milliseconds') return words.moment;
  if (schema.properties) return `{ ${Object.keys(schema.properties).join(', ')} }`;
  return [schema.type ?? 'any'].flat().join(' | ');
}

/** The codes among the answers of one status. */
function failuresOf(status: string, answer: unknown): Html[] {
  const schema = Content.safeParse(answer).data?.content['application/json'].schema;
  const alternatives = [schema ?? {}, ...oneOf(schema)];
  const codes = alternatives.flatMap(({ properties }) => {
    const code = properties?.code;
    return typeof code === 'object' && typeof code.const === 'string' ? [code.const] : [];
  });
  return [...new Set(codes)].map((code) => html`<code>${code}</code> <small>${status}</small>`);
}

const OneOf = z.object({ oneOf: z.array(Schema) });
const oneOf = (schema: Schema | undefined): Schema[] => OneOf.safeParse(schema).data?.oneOf ?? schema?.anyOf ?? [];

const slug = (name: string) => name.replaceAll(/[^\w]+/g, '-').replaceAll(/^-|-$/g, '');
