import { type OpenAPI, OpenAPIGenerator } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { cloudContract } from '#shared/contract/cloud/index.ts';
import { commandsOf } from '#shared/arguments/commands.ts';
import type { OperationMeta } from '#shared/contract/operation.ts';
import { scopeFor } from '#shared/models/api-key.ts';
import { text } from '#shared/text/index.ts';
import { version } from '#shared/version.ts';
import { keyNeeds } from '../integrations/key-admission.ts';
import { apiPrefix } from './doors.ts';

/** The OpenAPI document of the cloud, made from the contract. */
export async function openApiDocument(publicUrl: string): Promise<OpenAPI.Document> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  const document = await generator.generate(cloudContract, {
    info: { title: text.cloud.api.title, version, description: text.cloud.api.about },
    servers: [{ url: `${publicUrl}${apiPrefix}` }],
    components: { securitySchemes: { session: { type: 'http', scheme: 'bearer' } } },
  });
  for (const { path, meta } of commandsOf(cloudContract)) {
    const operation = document.paths?.[`/${path.join('/')}`]?.post;
    if (!operation) continue;
    operation.tags = path.slice(0, -1).length > 0 ? [path.slice(0, -1).join(' ')] : [];
    operation.description = [whoMay(meta), whichKey(meta)].join(' ').trim();
    operation.security = needsSession(meta) ? [{ session: [] }] : [];
  }
  return document;
}

const needsSession = ({ needs }: OperationMeta) => needs !== 'nothing' && needs !== 'machine-key';

/** What is said of API keys, where somebody has to be signed in at all. */
function whichKey(meta: OperationMeta): string {
  if (!needsSession(meta)) return '';
  const needs = keyNeeds(meta);
  const scope = needs && scopeFor(needs);
  return scope ? text.cloud.api.keyScope(scope) : text.cloud.api.noKey;
}

function whoMay({ needs }: OperationMeta): string {
  const { api } = text.cloud;
  if (needs === 'nothing') return api.needsNothing;
  if (needs === 'machine-key') return api.needsMachineKey;
  if (needs === 'session') return api.needsSession;
  return needs === 'vendor' ? api.needsVendor : api.needsPermission(needs);
}
