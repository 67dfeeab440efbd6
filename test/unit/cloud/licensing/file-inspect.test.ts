import { expect, it } from 'vitest';
import { joinFiles } from '#shared/files/bundle.ts';
import { InspectedFile } from '#shared/models/offline.ts';
import { tamper, testCloud } from '../../../support/signed-files.ts';
import { callingMachine } from '../../../support/calling-machine.ts';
import { fileOf, issueOne } from './offline.ts';
import { studio } from './studio.ts';

it('F12: says to anybody what files are, and believes only its own keys', async () => {
  const { cloud, organization, editor } = await studio('sqlite');
  const machine = cloud.machine('RENDER-03');
  const request = machine.request();
  const license = fileOf(await issueOne(cloud, editor, organization, request));
  machine.applyCarried(license);
  const acknowledgement = machine.acknowledge();
  const proof = machine.giveUp(machine.held?.leases[0]?.id ?? '');
  const receipt = fileOf(await issueOne(cloud, editor, organization, proof));
  const files = [request, license, acknowledgement, proof, receipt, cloud.parts.keys.trustRoot];
  const found = await cloud.as().file.inspect({ text: joinFiles(files) });
  for (const each of found) expect(InspectedFile.parse(each)).toEqual(each);
  expect(found.map(({ kind, isGenuine, refusal, next }) => [kind, isGenuine, refusal?.code ?? null, next])).toEqual([
    ['license-request', true, null, 'answer-here'],
    ['license', true, null, 'take-to-machine'],
    ['license-applied', true, null, 'answer-here'],
    ['return-proof', true, null, 'answer-here'],
    ['return-receipt', true, null, 'take-to-machine'],
    ['trust-root', true, null, 'take-to-machine'],
  ]);
  expect(found[1]?.about).toMatchObject({
    machine: { name: 'RENDER-03' },
    leases: [{ license: 'Graphics XR', person: 'Jo' }],
  });

  const other = callingMachine('ELSEWHERE', testCloud('Other cloud').trustRoot);
  const strange = await cloud.as().file.inspect({ text: joinFiles([tamper(license), other.request()]) });
  expect(strange.map(({ isGenuine, refusal }) => [isGenuine, refusal?.code])).toEqual([
    [false, expect.stringMatching(/damaged|bad-signature/)],
    [true, 'other-cloud'],
  ]);
  expect(await cloud.as().file.inspect({ text: '' })).toMatchObject([
    { kind: null, refusal: { code: 'not-a-greenroom-file' } },
  ]);
});

it('F12: is bounded, whatever it is given', async () => {
  const { cloud } = await studio('sqlite');
  const request = cloud.machine().request();
  const longest = 786_432;
  const texts = [
    'x'.repeat(longest),
    '-----BEGIN GREENROOM LICENSE-----\n'.repeat(longest / 34),
    `${request}\n`.repeat(longest / (request.length + 1)),
  ];
  for (const text of texts) {
    const started = performance.now();
    expect((await cloud.as().file.inspect({ text: text.slice(0, longest) })).length).toBeGreaterThan(0);
    expect(performance.now() - started).toBeLessThan(3_000);
  }
  await expect(cloud.as().file.inspect({ text: 'x'.repeat(longest + 1) })).rejects.toMatchObject({
    code: 'BAD_REQUEST',
  });
});
