import { z } from 'zod';

/** How one value of an input is asked for. */
export interface Field {
  name: string;
  label: string;
  kind: 'text' | 'password' | 'email' | 'number' | 'switch' | 'choice' | 'moment' | 'list' | 'json';
  required: boolean;
  nullable: boolean;
  choices: string[];
}

type Shape = {
  type?: string;
  enum?: unknown[];
  const?: unknown;
  format?: string;
  anyOf?: Shape[];
  items?: Shape;
  default?: unknown;
  properties?: Record<string, Shape>;
  required?: string[];
};

/** camelCase in words: "lease hours". */
export const inWords = (name: string): string => {
  const spaced = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return spaced.slice(0, 1).toUpperCase() + spaced.slice(1);
};

/** The fields of an input schema. Keys against repetition are not for people. */
export function fieldsOf(schema: z.ZodType): Field[] {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape;
  return Object.entries(properties)
    .filter(([name]) => name !== 'idempotencyKey')
    .map(([name, shape]) => fieldOf(name, shape, required.includes(name)));
}

function fieldOf(name: string, shape: Shape, required: boolean): Field {
  const nullable = shape.anyOf?.some(({ type }) => type === 'null') ?? false;
  const inner = shape.anyOf?.find(({ type }) => type !== 'null') ?? shape;
  const choices = (inner.enum ?? []).filter((value) => typeof value === 'string');
  return {
    name,
    label: inWords(name),
    kind: kindOf(name, inner, choices),
    required: required && !nullable,
    nullable,
    choices,
  };
}

function kindOf(name: string, { type, format, items }: Shape, choices: string[]): Field['kind'] {
  if (choices.length > 0) return 'choice';
  if (format === 'unix-milliseconds') return 'moment';
  if (type === 'boolean') return 'switch';
  if (type === 'integer' || type === 'number') return 'number';
  if (type === 'array' && items?.type === 'string') return 'list';
  if (type !== 'string' && type !== undefined) return 'json';
  if (/password/i.test(name)) return 'password';
  return format === 'email' ? 'email' : 'text';
}

/** What was typed, as an input: empty fields are left out, or null where the schema says so. */
export function inputFrom(fields: readonly Field[], typed: Readonly<Record<string, string>>): Record<string, unknown> {
  return Object.fromEntries(
    fields.flatMap((field): [string, unknown][] => {
      const value = (typed[field.name] ?? '').trim();
      if (value === '') return field.nullable ? [[field.name, null]] : [];
      return [[field.name, valueOf(field, value)]];
    }),
  );
}

function valueOf({ kind }: Field, value: string): unknown {
  switch (kind) {
    case 'number':
      return Number(value);
    case 'switch':
      return value === 'true';
    case 'moment':
      return new Date(value).getTime();
    case 'list':
      return value
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== '');
    case 'json':
      return JSON.parse(value);
    case 'text':
    case 'password':
    case 'email':
    case 'choice':
      return value;
  }
}
