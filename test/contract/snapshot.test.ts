import { getEventIteratorSchemaDetails, getContractRouter, isContractProcedure } from '@orpc/contract';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { commandsOf } from '#shared/arguments/commands.ts';
import { contract } from '#shared/contract/index.ts';

/** The whole contract as JSON Schema: a change to it shows in review as a change to this file. */
it('is the contract that was agreed on (vitest --update when it is meant to change)', async () => {
  const operations = commandsOf(contract).map(({ path, summary, meta, failures }) => {
    const procedure = getContractRouter(contract, path);
    if (!isContractProcedure(procedure)) throw new Error(`no operation ${path.join('.')}`);
    const { inputSchema, outputSchema } = procedure['~orpc'];
    const stream = getEventIteratorSchemaDetails(outputSchema);
    const answer = stream
      ? { events: schemaOf(stream.yields, 'output') }
      : { output: schemaOf(outputSchema, 'output') };
    return [path.join('.'), { summary, meta, failures, input: schemaOf(inputSchema, 'input'), ...answer }];
  });
  const written = `${JSON.stringify(Object.fromEntries(operations), null, 2)}\n`;
  await expect(written).toMatchFileSnapshot('contract.json');
});

function schemaOf(schema: unknown, io: 'input' | 'output'): unknown {
  return schema instanceof z.ZodType ? z.toJSONSchema(schema, { io, unrepresentable: 'any' }) : null;
}
