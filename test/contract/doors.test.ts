import { type AnyContractRouter, getEventIteratorSchemaDetails, isContractProcedure } from '@orpc/contract';
import { type AnyRouter, Procedure } from '@orpc/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Command, commandsOf } from '#shared/arguments/commands.ts';
import { contract } from '#shared/contract/index.ts';
import { type ErrorCode, errorTable, Failure } from '#shared/errors.ts';
import type { CompanionRouter } from '#main/companion.ts';
import { answerFailures } from '#main/failures.ts';
import { ticks } from '../support/fake-companion.ts';
import { sampleOf } from '../support/sample-of.ts';
import { type Door, openAllDoors, type Outcome } from './all-doors.ts';
import { goodInputs } from './good-inputs.ts';

const operations = commandsOf(contract).filter(({ meta }) => !meta.holdsToken);
const nameOf = (operation: Command) => operation.path.join('.');

/** What the operation under test does next, and what it was given. */
let next: (path: string, output: () => unknown) => unknown = (_path, output) => output();
let given: unknown;

const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const failures = answerFailures(quiet, { bytes: (length) => new Uint8Array(length).fill(7) });

/** Every operation as the contract has it, its work replaced by whatever the test wants to happen. */
function stub(part: AnyContractRouter, path: string[] = []): AnyRouter {
  if (!isContractProcedure(part)) {
    const children = Object.entries(part) as [string, AnyContractRouter][];
    return Object.fromEntries(children.map(([key, child]) => [key, stub(child, [...path, key])]));
  }
  const { outputSchema } = part['~orpc'];
  const stream = getEventIteratorSchemaDetails(outputSchema)?.yields;
  const schema = (stream ?? outputSchema) as z.ZodType;
  return new Procedure({
    ...part['~orpc'],
    middlewares: [failures],
    inputValidationIndex: 1,
    outputValidationIndex: 1,
    handler: ({ input }: { input: unknown }) => {
      given = input;
      return next(path.join('.'), () => (stream ? ticks(() => sampleOf(schema), 1) : sampleOf(schema)));
    },
  });
}

let doors: Record<string, Door>;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ doors, close } = await openAllDoors(stub(contract) as CompanionRouter));
});
afterAll(() => close());

/** The outcome through the first door, after every other one gave the same. */
async function sameThroughAll(operation: Command, input: object): Promise<{ outcome: Outcome; seen: unknown }> {
  const results: { door: string; outcome: Outcome; seen: unknown }[] = [];
  for (const [door, call] of Object.entries(doors)) {
    given = undefined;
    results.push({ door, outcome: await call(operation, input), seen: given });
  }
  const [first] = results;
  if (!first) throw new Error('no doors');
  for (const { door, outcome, seen } of results) {
    expect({ door, outcome, seen }).toEqual({ door, outcome: first.outcome, seen: first.seen });
  }
  return first;
}

describe.each(operations.map((operation) => ({ name: nameOf(operation), operation })))(
  '$name',
  ({ name, operation }) => {
    const input = goodInputs[name];

    it('is known to this test', () => {
      expect(input, `give ${name} an input in test/contract/good-inputs.ts`).toBeDefined();
    });

    it('gives the same answer through every door', async () => {
      next = (_path, output) => output();
      const { outcome, seen } = await sameThroughAll(operation, input ?? {});
      expect(outcome).not.toHaveProperty('failure');
      expect(seen).toBeDefined();
    });

    it('refuses bad input in the same words', async () => {
      for (const bad of badInputs(operation, input ?? {})) {
        const { outcome, seen } = await sameThroughAll(operation, bad);
        expect(outcome).toMatchObject({ failure: { code: 'invalid-input' } });
        expect(seen).toBeUndefined();
      }
    });

    it('fails the same way, with the same details', async () => {
      for (const code of operation.failures) {
        const details = sampleOf(errorTable[code].details);
        next = () => {
          throw new Failure(code, details as never);
        };
        const { outcome } = await sameThroughAll(operation, input ?? {});
        expect(outcome).toEqual({ failure: { code, details } });
      }
    });

    it('answers a bug with a number, and nothing else', async () => {
      next = () => {
        throw new TypeError('secret: swordfish');
      };
      const { outcome } = await sameThroughAll(operation, input ?? {});
      expect(outcome).toEqual({ failure: { code: 'internal' satisfies ErrorCode, details: { id: '070707070707' } } });
    });
  },
);

it('serves nothing that holds a token', async () => {
  const secret = commandsOf(contract).filter(({ meta }) => meta.holdsToken);
  expect(secret.length).toBeGreaterThan(0);
  const door = doors['door on a door'];
  for (const operation of secret) await expect(door?.(operation, {})).rejects.toThrow(/no operation/);
});

/** Each field of a good input in turn replaced by something no schema takes; and each required one left out. */
function badInputs(operation: Command, good: object): object[] {
  const required =
    operation.input instanceof z.ZodType
      ? z.toJSONSchema(operation.input, { io: 'input', unrepresentable: 'any' }).required
      : [];
  const wrong = Object.keys(good).map((field) => ({ ...good, [field]: { not: ['this'] } }));
  const missing = (required ?? []).map((field) =>
    Object.fromEntries(Object.entries(good).filter(([key]) => key !== field)),
  );
  return [...wrong, ...missing];
}
