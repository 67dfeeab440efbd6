import { expect, test } from 'vitest';
import type { OpenCall } from '#main/services/ports.ts';
import { minute } from '#shared/models/time.ts';
import { figure, report } from '../support/promise.ts';
import { answerTo, freshFolder, heartbeat, openMachine, standingClock } from '../support/machine.ts';
import { testCloud, testLease } from '../support/signed-files.ts';

const rounds = figure(20, 1_000);
const cloud = testCloud();

async function pinnedMachine(folder = freshFolder()) {
  const clock = standingClock();
  const machine = await openMachine({ folder, clock });
  await machine.pin(cloud.trustRootFile);
  return { folder, clock, machine };
}

test(`S10 ${rounds} captured answers, replayed in every way: none is accepted`, { timeout: 600_000 }, async () => {
  const { machine, clock } = await pinnedMachine();
  const stranger = await pinnedMachine();
  let tried = 0;
  let accepted = 0;
  const replay = async (target: typeof machine, call: OpenCall, file: string) => {
    tried++;
    await target.applyAnswer(call, file).then(
      () => accepted++,
      (error: unknown) => expect(error).toMatchObject({ code: 'answer-refused' }),
    );
  };

  for (let round = 0; round < rounds; round++) {
    const call = await machine.openCall(heartbeat);
    const captured = answerTo(cloud, call);
    await machine.applyAnswer(call, captured);
    const state = machine.leases();

    // The same call again: at once, a second later, with the clock six minutes before and after.
    await replay(machine, call, captured);
    clock.pass(1_000);
    await replay(machine, call, captured);
    for (const wrong of [-6 * minute, 6 * minute]) {
      clock.hands.wall += wrong;
      await replay(machine, call, captured);
      const held = await machine.openCall(heartbeat);
      await replay(machine, held, captured);
      clock.hands.wall -= wrong;
    }
    // Another nonce, with what the captured answer said, and what it did not say.
    const other = await machine.openCall(heartbeat);
    await replay(machine, other, captured);
    await replay(machine, { ...other, nonce: call.nonce }, captured);
    const sealedElsewhere = answerTo(testCloud('Other Cloud'), other);
    await replay(machine, other, sealedElsewhere);
    // Another status: the answer to a release, to a pick.
    const pick = await machine.openCall({ ...heartbeat, purpose: 'pick', license: 'license-1' });
    await replay(machine, pick, answerTo(cloud, other, { leases: [testLease({ id: 'lease-2' })] }));
    // Another machine.
    const foreign = await stranger.machine.openCall(heartbeat);
    await replay(stranger.machine, foreign, captured);
    await replay(stranger.machine, foreign, answerTo(cloud, call, { answers: foreign.nonce }));
    // Held back until nobody waits for it any more.
    const late = await machine.openCall(heartbeat);
    const kept = answerTo(cloud, late);
    clock.pass(6 * minute);
    await replay(machine, late, kept);
    expect(machine.leases()).toEqual(state);
  }
  report(`S10 (machine): ${tried} replays, ${accepted} accepted`);
  expect(accepted).toBe(0);
});

test('S10 a captured answer does not survive a restart of the machine either', async () => {
  const { folder, machine } = await pinnedMachine();
  const call = await machine.openCall(heartbeat);
  const captured = answerTo(cloud, call);
  const restarted = await openMachine({ folder });
  await expect(restarted.applyAnswer(call, captured)).rejects.toMatchObject({ code: 'answer-refused' });
});
