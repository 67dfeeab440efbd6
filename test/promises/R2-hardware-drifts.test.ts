import { expect, test } from 'vitest';
import { type Evidence, judgeEvidence } from '#cloud/rules/evidence.ts';
import { createEvidenceSource } from '#main/adapters/hardware/evidence.ts';
import { readEvidence } from '#main/services/evidence.ts';
import { EvidenceName } from '#shared/models/machine.ts';
import { report } from '../support/promise.ts';
import { forEachEngine } from '../support/store.ts';
import { beat, pick, studio } from '../unit/cloud/licensing/studio.ts';

type Facts = Partial<Record<EvidenceName, string>>;

/** What can be read on computers as there are. */
const computers: Record<string, { isVirtual: boolean; facts: Facts }> = {
  'a workstation with Windows': {
    isVirtual: false,
    facts: {
      'os-machine-id': '9f1f3c55-3c86-4a0e-8f0b-6b6f7b1f6f10',
      'system-uuid': '4c4c4544-0042-3510-8054-b7c04f4d3432',
      'system-serial': 'CZC1234XYZ',
      'disk-serial': 'S4EVNX0R123456',
      cpu: 'Intel(R) Xeon(R) W-2295 x36',
      'network-address': 'a4:bb:6d:11:22:33',
      'tpm-key': '8c2f5d0a6b',
    },
  },
  'Linux with the rights of root': {
    isVirtual: false,
    facts: {
      'os-machine-id': 'c0ffee254729296a45a3885639ac7e10',
      'system-uuid': '30343536-3138-5a43-4a39-32313457434c',
      'system-serial': 'CZJ9214WCL',
      'disk-serial': '5002538e40123456',
      cpu: 'AMD EPYC 7443P 24-Core Processor x48',
      'network-address': '94:40:c9:aa:bb:cc',
    },
  },
  'Linux without rights': {
    isVirtual: false,
    facts: {
      'os-machine-id': '0b5d8f6a3f1746f9a1f4d7a8b7b4c3d2',
      cpu: 'AMD Ryzen 9 5950X 16-Core Processor x32',
      'network-address': '2c:f0:5d:00:11:22',
    },
  },
  'a Mac': {
    isVirtual: false,
    facts: {
      'os-machine-id': 'a5d6c7b8-1111-5222-9333-444455556666',
      'system-uuid': 'A5D6C7B8-1111-5222-9333-444455556666',
      'system-serial': 'C02ZX0ABMD6T',
      'disk-serial': '0ba012ab34cd56ef',
      cpu: 'Apple M2 Ultra x24',
      'network-address': 'f0:2f:4b:12:34:56',
    },
  },
  'a virtual machine': {
    isVirtual: true,
    facts: {
      'os-machine-id': '5d41402abc4b2a76b9719d911017c592',
      'system-uuid': '564d2b1c-7f3e-11ee-b962-0242ac120002',
      'disk-serial': '6000c29a8d2f3b4c5d6e7f8091a2b3c4',
      cpu: 'Intel(R) Xeon(R) Gold 6338 CPU @ 2.00GHz x8',
      'network-address': '00:50:56:9a:bc:de',
      'vm-generation': '0x1f2e3d4c5b6a7988 0x99aabbccddeeff00',
    },
  },
  'a board with little on it': {
    isVirtual: false,
    facts: { 'os-machine-id': '7b7a9c3e2f', cpu: 'Cortex-A72 x4', 'disk-serial': '0x1a2b3c4d' },
  },
};

/** In a virtual machine these are another machine. */
const dealBreakers: EvidenceName[] = ['system-uuid', 'vm-generation'];

/** What the companion sends when it can read so much. `blocked`: sources that fail. */
async function sent(cloud: string, facts: Facts, blocked: readonly EvidenceName[] = []) {
  const reader = (name: EvidenceName) => () =>
    blocked.includes(name) ? Promise.reject(new Error('no rights')) : Promise.resolve(facts[name] ?? '');
  const from = Object.fromEntries(EvidenceName.options.map((name) => [name, reader(name)]));
  const source = createEvidenceSource({ from: from as Record<EvidenceName, () => Promise<string>> });
  return (await readEvidence(source)).hashesFor(cloud);
}

const others = (facts: Facts, name: EvidenceName): Facts => ({ ...facts, [name]: `another ${facts[name]}` });
const presentIn = (facts: Facts) => EvidenceName.options.filter((name) => facts[name] !== undefined);

forEachEngine((engine) => {
  test('R2 any one fact of a computer changes: its lease goes on', async () => {
    const { cloud, editor, license } = await studio(engine, 200);
    const { cloudId } = cloud.parts.keys;
    let changes = 0;
    let refused = 0;
    for (const [name, { isVirtual, facts }] of Object.entries(computers)) {
      for (const changed of presentIn(facts)) {
        const machine = cloud.machine(name);
        // Other machines have other parts.
        const own = Object.fromEntries(presentIn(facts).map((fact) => [fact, `${facts[fact]} ${changed}`]));
        machine.hardware = { evidence: await sent(cloudId, own), isVirtual };
        await pick(cloud, editor, machine, license);
        machine.hardware.evidence = await sent(cloudId, others(own, changed));
        const outcome = await beat(cloud, machine).then(
          ({ leases }) => leases.length,
          (error: { code: string }) => error.code,
        );
        const isTied = isVirtual && dealBreakers.includes(changed);
        expect([name, changed, outcome]).toEqual([name, changed, isTied ? 'machine-changed' : 1]);
        if (isTied) refused += 1;
        else changes += 1;
      }
    }
    report(
      `R2 ${engine}: ${Object.keys(computers).length} computers, ${changes} single changes: all still valid; ` +
        `${refused} of a copied virtual machine: refused`,
    );
  });

  test('R2 each source fails, or all of them: it still activates, and goes on when they can be read again', async () => {
    const { cloud, editor, license } = await studio(engine, 200);
    const { cloudId } = cloud.parts.keys;
    let activations = 0;
    for (const [name, { isVirtual, facts }] of Object.entries(computers)) {
      const present = presentIn(facts);
      for (const blocked of [...present.map((one) => [one]), present]) {
        const machine = cloud.machine(name);
        machine.hardware = { evidence: await sent(cloudId, facts, blocked), isVirtual };
        expect(Object.keys(machine.hardware.evidence)).toHaveLength(present.length - blocked.length);
        expect((await pick(cloud, editor, machine, license)).leases).toHaveLength(1);
        machine.hardware.evidence = await sent(cloudId, facts);
        expect((await beat(cloud, machine)).leases).toHaveLength(1);
        machine.hardware.evidence = await sent(cloudId, facts, blocked);
        expect((await beat(cloud, machine)).leases).toHaveLength(1);
        activations += 1;
      }
    }
    report(`R2 ${engine}: ${activations} activations with a source blocked, or all: 0 refused`);
  });
});

test('R2 of any three facts or more, any one may change', () => {
  const names = EvidenceName.options;
  const hash = (letter: string) => letter.repeat(32);
  let changes = 0;
  for (let chosen = 0; chosen < 2 ** names.length; chosen++) {
    const present = names.filter((_, at) => chosen & (1 << at));
    if (present.length < 3) continue;
    const enrolled = Object.fromEntries(present.map((name) => [name, hash('a')])) as Evidence;
    for (const changed of present) {
      const verdict = judgeEvidence({ evidence: enrolled, isVirtual: false }, { ...enrolled, [changed]: hash('b') });
      expect([present, changed, verdict.matches]).toEqual([present, changed, true]);
      changes += 1;
    }
  }
  report(`R2: ${changes} single changes in every set of three facts or more: all still valid`);
});
