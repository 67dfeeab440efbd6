import { type AnyContractRouter, getEventIteratorSchemaDetails, isContractProcedure } from '@orpc/contract';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { isNameOfMoment, plain } from '#main/hosts/cli/views/plain.ts';
import { createStyle } from '#main/hosts/cli/views/style.ts';
import { contract } from '#shared/contract/index.ts';

const now = Date.UTC(2026, 10, 26, 12);
const style = createStyle({ hasColors: false, now });
const show = (answer: unknown) => plain(answer, style);

describe('an answer without a view of its own', () => {
  it('every moment of every answer in the contract is shown as one, and no other number', () => {
    const numbers = fieldsOf(contract).filter(({ schema }) => has(schema, isNumber));
    const moments = numbers.filter(({ schema }) => has(schema, isMoment));
    expect(moments.length).toBeGreaterThan(50);
    const wrong = numbers.filter(({ name, schema }) => isNameOfMoment(name) !== has(schema, isMoment));
    expect([...new Set(wrong.map(({ name }) => name))]).toEqual([]);
    expect(show([{ nextEnd: now + 86_400_000 }])).toMatch(/2026-11-27 .*tomorrow/);
  });

  it('what does not fit into a cell is in none, whether the first row has it or not', () => {
    const used = (usedBy: object[]) => ({ id: 'L-1', usedBy });
    const table = show([used([]), used([{ machine: 'OB-1', person: 'Jo' }])]);
    expect(table).not.toContain('object Object');
    expect(table).toContain('L-1');
  });

  it('a reference is shown with the id that other commands ask for', () => {
    const person = { id: 'P-82KDQNJAZA6YZ56D', name: 'Amara Okafor', email: 'amara@northlight.example' };
    expect(show([{ person, product: { id: 'graphics', name: 'Graphics' } }])).toMatch(
      /Amara Okafor P-82KDQNJAZA6YZ56D +Graphics\n/,
    );
  });

  it('an empty list among facts says so', () => {
    expect(show({ rows: [], next: null })).toMatch(/Rows +–\nNext +–\n/);
  });
});

interface Json {
  format?: string;
  type?: string;
  anyOf?: Json[];
  oneOf?: Json[];
  items?: Json;
  properties?: Record<string, Json>;
}
const branches = ({ anyOf = [], oneOf = [] }: Json) => [...anyOf, ...oneOf];
const has = (schema: Json, is: (schema: Json) => boolean): boolean =>
  is(schema) || branches(schema).some((each) => has(each, is));
const isMoment = ({ format }: Json) => format === 'unix-milliseconds';
const isNumber = ({ type }: Json) => type === 'integer' || type === 'number';

/** Every named field in the answers of a contract. */
function fieldsOf(router: AnyContractRouter): { name: string; schema: Json }[] {
  if (!isContractProcedure(router)) return Object.values(router).flatMap((part: AnyContractRouter) => fieldsOf(part));
  const { outputSchema } = router['~orpc'];
  const output = getEventIteratorSchemaDetails(outputSchema)?.yields ?? outputSchema;
  return output instanceof z.ZodType
    ? within(z.toJSONSchema(output, { io: 'output', unrepresentable: 'any', reused: 'inline' }) as Json)
    : [];
}

function within(schema: Json): { name: string; schema: Json }[] {
  const own = Object.entries(schema.properties ?? {}).map(([name, field]) => ({ name, schema: field }));
  const parts = [...own.map((field) => field.schema), ...branches(schema), ...(schema.items ? [schema.items] : [])];
  return [...own, ...parts.flatMap(within)];
}
