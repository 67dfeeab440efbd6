import { expect, test } from 'vitest';
import { day, minute } from '#shared/models/time.ts';
import { activate, cloud, licensed, pinned } from '../support/carried-machine.ts';
import {
  acknowledgementIn,
  answerToRequest,
  offlineLease,
  proofIn,
  receiptFor,
  requestIn,
} from '../support/carrying.ts';
import { figure, report } from '../support/promise.ts';
import { noon } from '../support/signed-files.ts';

const rounds = figure(10, 300);
const renew = { ...activate, purpose: 'renew', wanted: { product: 'graphics', edition: 'xr', days: 30 } } as const;

/** A lease that is longer with each answer, so that it shows which one counts. */
const until = (sequence: number) => offlineLease({ leaseEndsAt: noon + 30 * day + sequence * minute });

test('R8 two answers are lost and the third arrives: the state is that of the third', async () => {
  const { machine, again } = await licensed([until(1)]);
  const requests = [
    await machine.makeRequest(renew),
    await machine.makeRequest(renew),
    await machine.makeRequest(renew),
  ];
  const [, , third] = requests.map(({ file }, at) =>
    answerToRequest(cloud, file, { sequence: at + 2, leases: [until(at + 2)] }),
  );
  const next = await again();
  expect(await next.applyCarried(third ?? '')).toMatchObject({ license: { sequence: 4 } });
  expect(next.leases()).toMatchObject([{ id: 'lease-1', leaseEndsAt: until(4).leaseEndsAt, standing: 'valid' }]);
  expect(next.offline()).toMatchObject({ requests: [], acknowledgement: { sequence: 4 } });
  const acknowledged = await next.acknowledgement();
  expect(acknowledged && acknowledgementIn(cloud, acknowledged)).toMatchObject({
    sequence: 4,
    request: requests[2]?.request,
  });
  const { file } = await next.makeRequest(renew);
  expect(requestIn(cloud, file)).toMatchObject({ applied: { sequence: 4 } });
});

test('R8 the lost ones turn up afterwards: refused by name, and nothing goes back', async () => {
  const { machine } = await licensed([until(1)]);
  const made = [await machine.makeRequest(renew), await machine.makeRequest(renew), await machine.makeRequest(renew)];
  const answers = made.map(({ file }, at) =>
    answerToRequest(cloud, file, { sequence: at + 2, leases: [until(at + 2)] }),
  );
  await machine.applyCarried(answers[2] ?? '');
  const before = { leases: machine.leases(), offline: machine.offline() };
  for (const late of [answers[0], answers[1]])
    await expect(machine.applyCarried(late ?? '')).rejects.toMatchObject({
      details: { refusal: { code: 'superseded' } },
    });
  await expect(machine.applyCarried(answers.join('\n'))).rejects.toMatchObject({ code: 'file-refused' });
  expect({ leases: machine.leases(), offline: machine.offline() }).toEqual(before);
});

test(`R8 ${rounds} answers of which any may be lost, late or doubled: the newest that came always counts`, {
  timeout: 600_000,
}, async () => {
  const { machine } = await pinned();
  let last = 7;
  const chance = () => (last = (last * 16_807) % 2_147_483_647) / 2_147_483_647;
  const underWay: { sequence: number; text: string }[] = [];
  let newest = 0;
  let [lost, refused] = [0, 0];
  for (let sequence = 1; sequence <= rounds; sequence++) {
    const { file } = await machine.makeRequest(machine.leases().length > 0 ? renew : activate);
    underWay.push({ sequence, text: answerToRequest(cloud, file, { sequence, leases: [until(sequence)] }) });
    while (underWay.length > 0 && chance() < 0.6) {
      const [carried] = underWay.splice(Math.floor(chance() * underWay.length), 1);
      if (!carried || chance() < 0.3) {
        lost++;
        continue;
      }
      const copies = chance() < 0.3 ? 2 : 1;
      for (let copy = 0; copy < copies; copy++) {
        await machine.applyCarried(carried.text).then(
          () => (newest = carried.sequence),
          () => refused++,
        );
        expect(newest).toBeGreaterThanOrEqual(carried.sequence);
      }
      expect(machine.leases()).toMatchObject([{ leaseEndsAt: until(newest).leaseEndsAt }]);
      expect(machine.offline().acknowledgement).toMatchObject({ sequence: newest });
    }
    // Requests that nobody will answer any more do not stand in the way of new ones.
    for (const { id } of machine.offline().requests.slice(0, -10)) await machine.dropRequest(id);
  }
  report(`R8: ${rounds} answers, ${lost} lost, ${refused} refused as old or applied, the newest always in use`);
  expect(lost).toBeGreaterThan(0);
  expect(refused).toBeGreaterThan(0);
});

test('R8 a proof and its receipt are lost: the same proof again, the same receipt, and the return is settled', async () => {
  const { machine, again } = await licensed();
  const lost = await machine.giveBackByFile('lease-1');
  const next = await again();
  const repeated = await next.giveBackByFile('lease-1');
  expect(repeated).toEqual(lost);
  expect(proofIn(cloud, repeated)).toEqual(proofIn(cloud, lost));
  await next.applyCarried(receiptFor(cloud, lost));
  expect((await again()).offline().returns).toMatchObject([{ lease: 'lease-1', receiptAt: noon + day }]);
});
