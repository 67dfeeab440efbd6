import { z } from 'zod';
import { Digest } from '#shared/files/digest.ts';

type JsonSchema = z.core.JSONSchema.BaseSchema;

const digest = z.toJSONSchema(Digest).pattern;

/** A value that a schema accepts, made from the schema itself. */
export function sampleOf(schema: z.ZodType): unknown {
  const value = sample(z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' }));
  return schema.parse(value);
}

function sample(schema: JsonSchema): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const [first] = schema.anyOf ?? schema.oneOf ?? [];
  if (typeof first === 'object') return sample(first);
  const type = Array.isArray(schema.type) ? (schema.type as string[])[0] : schema.type;
  if (type === 'object') return sampleObject(schema);
  if (type === 'array') return typeof schema.items === 'object' ? [sample(schema.items as JsonSchema)] : [];
  if (type === 'integer' || type === 'number') return Math.max(schema.minimum ?? 0, 7);
  if (type === 'boolean') return true;
  if (type === 'string') return sampleText(schema);
  return null;
}

function sampleObject({ properties = {} }: JsonSchema): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(properties).map(([key, property]) => [
      key,
      // Which zones there are is nothing a JSON Schema can say.
      key === 'timeZone' ? 'Europe/Oslo' : sample(typeof property === 'object' ? property : {}),
    ]),
  );
}

function sampleText({ format, pattern, minLength = 0 }: JsonSchema): string {
  if (pattern === digest) return '5a'.repeat(32);
  if (format === 'email') return 'ingrid@northlight.example';
  if (format === 'uri') return 'https://greenroom.northlight.example/page';
  if (format === 'date') return '2026-11-25';
  // Letters only, so that identifiers and slugs take it too; long enough for a password.
  return 'sample'.padEnd(minLength, 'e');
}
