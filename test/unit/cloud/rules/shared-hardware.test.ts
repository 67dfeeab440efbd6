import { describe, expect, it } from 'vitest';
import { type HousedMachine, sharedHardware } from '#cloud/rules/shared-hardware.ts';
import { day, hour } from '#shared/models/time.ts';

const now = 1_800_000_000_000;
const hash = (letter: string) => letter.repeat(32);
const hardware = { 'os-machine-id': hash('a'), 'disk-serial': hash('a'), 'system-uuid': hash('a'), cpu: hash('a') };
const machine = (name: string, change: Partial<HousedMachine> = {}): HousedMachine => ({
  id: `id of ${name}`,
  name,
  firstSeenAt: now - 9 * day,
  lastSeenAt: now - hour,
  evidence: hardware,
  isVirtual: false,
  ...change,
});
const nothing = () => false;

describe('two machines on one computer', () => {
  it('are named to each other, since the second of them came', () => {
    const second = machine('RENDER-2', { firstSeenAt: now - day });
    expect(sharedHardware([machine('RENDER-1'), second], nothing, now)).toEqual(
      new Map([
        ['id of RENDER-1', { others: ['RENDER-2'], at: now - day }],
        ['id of RENDER-2', { others: ['RENDER-1'], at: now - day }],
      ]),
    );
  });

  it('need three facts in common, and more than half', () => {
    const found = (evidence: HousedMachine['evidence'], change: Partial<HousedMachine> = {}) =>
      sharedHardware([machine('A', change), machine('B', { ...change, evidence })], nothing, now).size;
    expect(found({ ...hardware, cpu: hash('b') })).toBe(2);
    expect(found({ ...hardware, cpu: hash('b'), 'system-uuid': hash('b') })).toBe(0);
    expect(found({ cpu: hash('a'), 'system-uuid': hash('a') })).toBe(0);
    // A copied virtual machine has a UUID of its own: that is a machine of its own.
    expect(found({ ...hardware, 'system-uuid': hash('b') }, { isVirtual: true })).toBe(0);
  });

  it('are not those of which one is long gone, nor those with the parts of many', () => {
    expect(sharedHardware([machine('A', { lastSeenAt: now - day }), machine('B')], nothing, now).size).toBe(0);
    const isWorthless = (name: string) => name !== 'cpu';
    expect(sharedHardware([machine('A'), machine('B')], isWorthless, now).size).toBe(0);
  });

  it('are not those of a whole row, and that is seen at once', () => {
    const row = Array.from({ length: 5_000 }, (_, at) => machine(`M-${at}`));
    expect(sharedHardware(row, nothing, now).size).toBe(0);
    expect(sharedHardware(row.slice(0, 4), nothing, now).size).toBe(4);
  });

  it('may be more than two', () => {
    const found = sharedHardware([machine('C'), machine('A'), machine('B')], nothing, now);
    expect(found.get('id of A')?.others).toEqual(['B', 'C']);
  });
});
