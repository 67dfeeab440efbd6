import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Evidence,
  evidenceOf,
  evidenceText,
  factsToLookUp,
  judgeEvidence,
  knownEvidence,
  weights,
} from '#cloud/rules/evidence.ts';
import { EvidenceName } from '#shared/models/machine.ts';

const names = EvidenceName.options;
const hash = (letter: string) => letter.repeat(32);
const all = Object.fromEntries(names.map((name) => [name, hash('a')])) as Evidence;
const pick = (...of: EvidenceName[]): Evidence => Object.fromEntries(of.map((name) => [name, hash('a')]));
const physical = (evidence: Evidence) => ({ evidence, isVirtual: false });
const virtual = (evidence: Evidence) => ({ evidence, isVirtual: true });

const evidence = fc.dictionary(
  fc.constantFrom(...names),
  fc.constantFrom(hash('a'), hash('b'), hash('c')),
) as fc.Arbitrary<Evidence>;

describe('the weight of facts', () => {
  it('is 20 in all, and none has as much as two others', () => {
    const every = Object.values(weights);
    expect(every.reduce((sum, weight) => sum + weight, 0)).toBe(20);
    expect(Math.max(...every)).toBeLessThan(2 * Math.min(...every));
  });
});

describe('what a machine shows', () => {
  it('is compared fact by fact: more than half of what was there must not have changed', () => {
    const six = pick('os-machine-id', 'system-uuid', 'system-serial', 'disk-serial', 'cpu', 'network-address');
    const moved = { ...six, 'disk-serial': hash('b'), 'network-address': hash('b') };
    expect(judgeEvidence(physical(six), moved)).toEqual({ matches: true, evidence: moved });
    const rebuilt = { ...moved, 'system-uuid': hash('b'), 'system-serial': hash('b') };
    expect(judgeEvidence(physical(six), rebuilt)).toEqual({
      matches: false,
      changed: ['system-uuid', 'system-serial', 'disk-serial', 'network-address'],
    });
    // Exactly half is not enough.
    expect(judgeEvidence(physical(pick('cpu', 'network-address')), { cpu: hash('b') }).matches).toBe(false);
  });

  it('absent is unchanged and keeps its place; new is taken in', () => {
    expect(judgeEvidence(physical(all), {})).toEqual({ matches: true, evidence: all });
    const before = pick('os-machine-id', 'cpu', 'disk-serial');
    expect(judgeEvidence(physical(before), { cpu: hash('b'), 'tpm-key': hash('c') })).toEqual({
      matches: true,
      evidence: { ...before, cpu: hash('b'), 'tpm-key': hash('c') },
    });
  });

  it('everything matches where nothing was enrolled', () => {
    expect(judgeEvidence(virtual({}), all)).toEqual({ matches: true, evidence: all });
  });

  it('in a virtual machine another UUID or generation is another machine', () => {
    for (const name of ['system-uuid', 'vm-generation'] as const) {
      const shown = { ...all, [name]: hash('b') };
      expect(judgeEvidence(physical(all), shown).matches).toBe(true);
      expect(judgeEvidence(virtual(all), shown)).toEqual({ matches: false, changed: [name] });
    }
    expect(judgeEvidence(virtual(all), { ...all, 'network-address': hash('b') }).matches).toBe(true);
  });

  it('what many machines have counts for nothing, before and now', () => {
    const before = pick('os-machine-id', 'cpu', 'network-address');
    const shown = { ...before, 'os-machine-id': hash('b'), cpu: hash('b') };
    const isWorthless = (name: string, value: string) => name === 'os-machine-id' && value === hash('a');
    // Without the machine id there are two facts left, of which one has changed.
    expect(judgeEvidence(physical(before), shown, isWorthless)).toEqual({ matches: false, changed: ['cpu'] });
    // What is seen now is worthless: the same as absent.
    expect(judgeEvidence(physical(before), shown, (_, value) => value === hash('b')).matches).toBe(true);
    expect(
      judgeEvidence(virtual(all), { ...all, 'system-uuid': hash('b') }, (_, value) => value === hash('b')),
    ).toEqual({ matches: true, evidence: { ...all, 'system-uuid': hash('b') } });
  });

  it('names that nobody knows are left out, however many there are', () => {
    const strange = Object.fromEntries(Array.from({ length: 5_000 }, (_, at) => [`fact-${at}`, hash('f')]));
    const odd = { ...strange, constructor: hash('f'), cpu: hash('a') };
    expect(knownEvidence(odd)).toEqual({ cpu: hash('a') });
    expect(knownEvidence(JSON.parse(`{"__proto__":"${hash('f')}","cpu":"${hash('a')}"}`))).toEqual({ cpu: hash('a') });
  });

  it('has one text, in whatever order it came', () => {
    const reversed = Object.fromEntries(Object.entries(all).toReversed());
    expect(evidenceText(knownEvidence(reversed))).toBe(evidenceText(all));
    expect(evidenceOf(evidenceText(all))).toEqual(all);
  });

  it('asks only about facts that may decide', () => {
    expect(
      factsToLookUp({ cpu: hash('a'), 'disk-serial': hash('a') }, { cpu: hash('b'), 'tpm-key': hash('c') }),
    ).toEqual([
      { name: 'disk-serial', hash: hash('a') },
      { name: 'cpu', hash: hash('a') },
      { name: 'cpu', hash: hash('b') },
      { name: 'tpm-key', hash: hash('c') },
    ]);
  });
});

describe('for any hardware', () => {
  it('the same again matches, and so does nothing at all', () => {
    fc.assert(
      fc.property(evidence, fc.boolean(), (shown, isVirtual) => {
        expect(judgeEvidence({ evidence: shown, isVirtual }, shown)).toEqual({ matches: true, evidence: shown });
        expect(judgeEvidence({ evidence: shown, isVirtual }, {})).toEqual({ matches: true, evidence: shown });
      }),
    );
  });

  it('a match takes in what is shown; a mismatch names exactly what is there on both sides and differs', () => {
    fc.assert(
      fc.property(evidence, evidence, fc.boolean(), (before, shown, isVirtual) => {
        const differing = names.filter((name) => before[name] && shown[name] && before[name] !== shown[name]);
        const verdict = judgeEvidence({ evidence: before, isVirtual }, shown);
        expect(verdict).toEqual(
          verdict.matches
            ? { matches: true, evidence: { ...before, ...shown } }
            : { matches: false, changed: differing },
        );
      }),
    );
  });

  it('what is compared with the new base matches at once', () => {
    fc.assert(
      fc.property(evidence, evidence, fc.boolean(), (before, shown, isVirtual) => {
        const verdict = judgeEvidence({ evidence: before, isVirtual }, shown);
        fc.pre(verdict.matches);
        const again = judgeEvidence({ evidence: verdict.evidence, isVirtual }, shown);
        expect(again).toEqual(verdict);
      }),
    );
  });
});
