import { createHmac } from 'node:crypto';
import { Failure } from '#shared/errors.ts';
import { day, hour } from '#shared/models/time.ts';
import { callerOf, type CloudParts, type GuardedContext, placeOf } from '../context.ts';
import { newId } from '../ids.ts';
import { deriveKey } from '../keys/sealed.ts';
import { codeBytes, roomCode, typedCode } from '../rules/room-code.ts';
import { findLicense } from '../store/queries/license.ts';
import { addRoom, closeRoom, findRoom, roomsOf, letIn } from '../store/queries/room.ts';
import { recordDeed } from './audit.ts';
import { os } from './base.ts';
import { answerAct, readCall } from './machine-call.ts';
import { refuseEnded, takeSeat } from './take-seat.ts';

/** So long after its end a room code is still in the list. */
const listedFor = 30 * day;

/** Short codes that enrol render nodes and containers (L12). */
export function roomOperations(parts: CloudParts) {
  const { store, clock, random, config } = parts;
  return {
    create: os.room.create.handler(async ({ context, input }) => {
      const code = roomCode(random.bytes(codeBytes));
      const now = clock.now();
      const room = await context.write(async (tx) => {
        const license = await findLicense(tx, input.license);
        if (!license) throw new Failure('not-found', {});
        refuseEnded(license, now);
        const id = newId(random, 'R');
        await addRoom(tx, {
          id,
          codeDigest: keyed(config, code.replaceAll('-', '')),
          license: license.id,
          createdAt: now,
          createdBy: callerOf(context).person.id,
          expiresAt: now + input.hours * hour,
          uses: input.uses,
        });
        const details = { license: license.words, room: id, hours: input.hours, uses: input.uses };
        const deed = { action: 'room.create', organization: license.organization, subject: license.id, details };
        await recordDeed(parts, context, tx, deed);
        return findRoom(tx, id);
      });
      if (!room) throw new Error('a room that was just made is not there');
      return { code, room };
    }),

    list: os.room.list.handler(({ context }) =>
      roomsOf(store.db, placeOf(context).organization, clock.now() - listedFor),
    ),

    close: os.room.close.handler(({ context, input }) =>
      context.write(async (tx) => {
        await closeRoom(tx, input.room, clock.now());
        const room = await findRoom(tx, input.room);
        if (!room) throw new Failure('not-found', {});
        const { organization } = placeOf(context);
        const details = { license: room.license.name, room: room.id, used: room.used };
        await recordDeed(parts, context, tx, {
          action: 'room.close',
          organization,
          subject: room.license.id,
          details,
        });
        return room;
      }),
    ),
  };
}

/** Takes a seat for a machine that comes with a room code. A code that is wrong and one that has ended are answered alike. */
export async function enterRoom(parts: CloudParts, context: GuardedContext, text: string): Promise<{ file: string }> {
  const { auth, clock, config } = parts;
  const opened = readCall(parts, text, 'enter');
  await auth.countAttempt('enter', context);
  const { call, machine } = opened;
  const letters = typedCode(call.room ?? '');
  const file = await answerAct(parts, context.write, opened, async (tx) => {
    const room = letters && (await letIn(tx, keyed(config, letters), machine, clock.now()));
    if (!room) throw new Failure('room-closed', {});
    const taking = { license: room.license, user: null, machine, replaces: null };
    const { lease, license } = await takeSeat(parts, tx, taking);
    const details = { license: license.words, lease, room: room.id, machine, machineName: call.machine.name };
    const deed = { action: 'license.enter', organization: license.organization, subject: license.id, details };
    await recordDeed(parts, context, tx, deed);
  });
  return { file };
}

/** Keyed with the secret of the cloud: whoever reads the database cannot try codes on it. */
function keyed({ secret }: CloudParts['config'], letters: string): string {
  return createHmac('sha256', deriveKey(secret, 'room codes')).update(letters).digest('hex');
}
