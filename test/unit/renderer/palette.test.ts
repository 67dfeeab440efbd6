import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fieldsOf, inputFrom, inWords } from '../../../renderer/shell/palette/fields.ts';
import { call, operationsFor } from '../../../renderer/shell/palette/operations.ts';

const paths = (caller: Parameters<typeof operationsFor>[0]) => operationsFor(caller).map(({ path }) => path.join(' '));
const person = { hasMachine: true, isSignedIn: true, isVendor: false, roles: ['member'] as const };

describe('operations in the palette', () => {
  it('reach this machine and the cloud', () => {
    expect(paths(person)).toEqual(expect.arrayContaining(['companion license pick', 'cloud lease release']));
  });

  it('are those of the cloud alone in the portal', () => {
    const inPortal = paths({ ...person, hasMachine: false });
    expect(inPortal.length).toBeGreaterThan(5);
    expect(inPortal.filter((path) => !path.startsWith('cloud '))).toEqual([]);
  });

  it('leave out what is not for this person, or for any person', () => {
    expect(paths(person)).not.toContain('cloud license assign');
    expect(paths({ ...person, roles: ['manager'] })).toContain('cloud license assign');
    expect(paths(person)).not.toContain('cloud vendor license issue');
    expect(paths({ ...person, isVendor: true })).toContain('cloud vendor license issue');
    for (const path of [
      'cloud session issueToken',
      'cloud machine heartbeat',
      'cloud license pick',
      'companion status watch',
    ])
      expect(paths({ ...person, isVendor: true, roles: ['owner'] })).not.toContain(path);
  });

  it('are called by their path', async () => {
    const api = { cloud: { organization: { show: (input: unknown) => Promise.resolve(['shown', input]) } } };
    await expect(call(api, ['cloud', 'organization', 'show'], { organization: 'O-1' })).resolves.toEqual([
      'shown',
      { organization: 'O-1' },
    ]);
    expect(() => call(api, ['cloud', 'nothing'], {})).toThrow(TypeError);
  });
});

describe('a form made from a schema', () => {
  const schema = z.object({
    name: z.string(),
    leaseHours: z.int().optional(),
    kind: z.enum(['named', 'floating']),
    endsAt: z.int().meta({ format: 'unix-milliseconds' }).nullable().default(null),
    licenses: z.array(z.string()),
    trial: z.boolean().default(false),
    catalogue: z.object({ products: z.array(z.object({})) }),
    idempotencyKey: z.string().optional(),
  });
  const fields = fieldsOf(schema);

  it('asks for each value in its own way', () => {
    expect(fields.map(({ name, kind, required }) => [name, kind, required])).toEqual([
      ['name', 'text', true],
      ['leaseHours', 'number', false],
      ['kind', 'choice', true],
      ['endsAt', 'moment', false],
      ['licenses', 'list', true],
      ['trial', 'switch', false],
      ['catalogue', 'json', true],
    ]);
    expect(inWords('leaseHours')).toBe('Lease hours');
  });

  it('reads what was typed', () => {
    const typed = {
      name: ' A ',
      leaseHours: '48',
      kind: 'named',
      licenses: 'L-1, L-2',
      trial: 'true',
      catalogue: '{}',
    };
    expect(inputFrom(fields, typed)).toEqual({
      name: 'A',
      leaseHours: 48,
      kind: 'named',
      endsAt: null,
      licenses: ['L-1', 'L-2'],
      trial: true,
      catalogue: {},
    });
    expect(() => inputFrom(fields, { catalogue: 'no' })).toThrow(SyntaxError);
  });
});
