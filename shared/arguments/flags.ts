import { z } from 'zod';
import { type Command, kebabCase } from './commands.ts';

/** A field of an operation's input, as a flag. */
export interface Flag {
  /** `ends-at`, typed as `--ends-at`. */
  name: string;
  field: string;
  /** `nested` fields have no flag of their own: they come with `--input`. */
  kind: 'text' | 'number' | 'boolean' | 'moment' | 'nested';
  list: boolean;
  nullable: boolean;
  required: boolean;
  choices: string[];
  description: string;
  default: unknown;
}

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** The flags of a command, in the order of its input schema. */
export function flagsOf(command: Command): Flag[] {
  const schema = jsonSchemaOf(command.input);
  const required = new Set(schema.required);
  return Object.entries(schema.properties ?? {}).flatMap(([field, property]) =>
    typeof property === 'object' ? [flagOf(field, property, required.has(field))] : [],
  );
}

function flagOf(field: string, property: JsonSchema, required: boolean): Flag {
  const { schema, nullable } = withoutNull(property);
  const list = schema.type === 'array' && isSchema(schema.items);
  const item = list && isSchema(schema.items) ? schema.items : schema;
  return {
    name: kebabCase(field),
    field,
    kind: kindOf(item),
    list,
    nullable,
    required,
    choices: (item.enum ?? (item.const === undefined ? [] : [item.const])).map(String),
    description: property.description ?? schema.description ?? '',
    default: property.default,
  };
}

function kindOf({ type, format, enum: choices }: JsonSchema): Flag['kind'] {
  if (format === 'unix-milliseconds') return 'moment';
  if (type === 'boolean') return 'boolean';
  if (type === 'integer' || type === 'number') return 'number';
  return type === 'string' || choices ? 'text' : 'nested';
}

function withoutNull(property: JsonSchema): { schema: JsonSchema; nullable: boolean } {
  if (Array.isArray(property.type)) {
    const types = (property.type as string[]).filter((type) => type !== 'null');
    return { schema: { ...property, type: types[0] as JsonSchema['type'] }, nullable: types.length === 1 };
  }
  const others = property.anyOf?.filter((choice) => isSchema(choice) && choice.type !== 'null') ?? [];
  const only = others.length === 1 ? others[0] : undefined;
  return isSchema(only) ? { schema: only, nullable: true } : { schema: property, nullable: false };
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function jsonSchemaOf(schema: unknown): JsonSchema {
  return schema instanceof z.ZodType ? z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) : {};
}
