import { expect, it } from 'vitest';
import { z } from 'zod';
import { may, type Permission } from '#shared/models/role.ts';
import { MachineCallPayload } from '#shared/files/machine-call.ts';
import { type CallingMachine, callingMachine } from '../support/calling-machine.ts';
import { startTestCloud } from '../support/cloud.ts';
import { forEachEngine } from '../support/store.ts';
import { callAs, inputFor, operations, twoTenants, withSubject } from '../support/tenants.ts';

/** Everything here is made from the contract: a new operation is covered by existing. */
forEachEngine((engine) => {
  it('S15: nobody reaches into another organization, with any role, by any operation', async () => {
    const cloud = await startTestCloud({ engine });
    const { foreign, people } = await twoTenants(cloud);
    const secrets = [foreign.name, ...Object.values(foreign.ids)];
    let calls = 0;
    for (const { role, token } of people) {
      for (const command of operations) {
        const name = command.path.join('.');
        // Signing out would end the walk; it has no input at all.
        if (command.meta.needs === 'vendor' || command.meta.needs === 'nothing' || name === 'session.signOut') continue;
        const { subject } = command.meta;
        const answer = await callAs(cloud.url, token, command, inputFor(command, subject ? foreign.ids[subject] : 'x'));
        const where = `${role} ${name}`;
        const isHidden = answer.status === 404 && answer.body.code === 'not-found';
        expect([where, isHidden || subject === undefined]).toEqual([where, true]);
        expect([where, secrets.filter((secret) => answer.text.includes(secret))]).toEqual([where, []]);
        calls++;
      }
    }
    console.log(`S15 ${engine}: ${calls} calls into another organization, 0 leaks`);
  });

  it('S15: a machine of another organization is answered like one that never was, whoever brings what it signed', async () => {
    const cloud = await startTestCloud({ engine });
    const { own, foreign, people } = await twoTenants(cloud);
    const liv = await cloud.addPerson('Liv', { [foreign.ids.organization]: 'owner' });
    const { root } = cloud.parts.keys;
    const now = () => cloud.parts.clock.now();
    const machines = ['THEIRS', 'NEVER-SEEN'].map((name) => callingMachine(name, root, undefined, now));
    const { license } = foreign.ids;
    for (const machine of machines.slice(0, 1))
      await liv.client.license.pick({ license, call: machine.call({ purpose: 'pick', license }) });
    const signed = operations.filter(({ meta, input }) => meta.needs === 'session' && 'call' in shapeOf(input));
    expect(signed.map(({ path }) => path.join('.'))).toEqual(['machine.repair', 'machine.claim']);
    const accept = operations.find(({ path }) => path.join('.') === 'machine.acceptHardware');
    if (!accept) throw new Error('no machine.acceptHardware');
    for (const { role, token } of people) {
      for (const command of signed) {
        const purpose = MachineCallPayload.shape.purpose.parse(command.path.at(-1));
        const ask = (machine: CallingMachine) => callAs(cloud.url, token, command, { call: machine.call({ purpose }) });
        const [theirs, unknown] = await Promise.all(machines.map(ask));
        expect([role, purpose, theirs]).toEqual([role, purpose, unknown]);
        expect(theirs?.body.code).toBe('call-refused');
      }
      const { organization } = own.ids;
      const [theirs, unknown] = await Promise.all(
        machines.map(({ id }) => callAs(cloud.url, token, accept, { organization, machine: id })),
      );
      expect([role, theirs]).toEqual([role, unknown]);
    }
  });

  it('S15: within an organization every role may do what the permission table says', async () => {
    const cloud = await startTestCloud({ engine });
    const { own, people } = await twoTenants(cloud);
    for (const { role, token } of people) {
      for (const command of withSubject) {
        const { needs, subject } = command.meta;
        if (!subject) continue;
        const { body } = await callAs(cloud.url, token, command, inputFor(command, own.ids[subject]));
        const isShut = body.code === 'not-allowed' && body.data?.needs === needs;
        expect([role, command.path.join('.'), isShut]).toEqual([
          role,
          command.path.join('.'),
          !may(role, needs as Permission),
        ]);
        // Otherwise inputFor (tenants.ts) has to learn what this operation wants.
        expect([command.path.join('.'), body.code]).not.toEqual([command.path.join('.'), 'invalid-input']);
      }
    }
  });

  it('S15: only the vendor does what the vendor does, and nobody does anything without a session', async () => {
    const cloud = await startTestCloud({ engine });
    const { own, people } = await twoTenants(cloud);
    const owner = people.find(({ role }) => role === 'owner');
    await expect(owner?.client.vendor.organization.list({})).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(owner?.client.vendor.license.list({ organization: own.ids.organization })).rejects.toMatchObject({
      code: 'not-allowed',
    });
    for (const command of operations) {
      const { needs, subject } = command.meta;
      if (needs === 'nothing' || needs === 'machine-key' || needs === 'vendor') continue;
      const answer = await callAs(cloud.url, null, command, inputFor(command, subject ? own.ids[subject] : 'x'));
      // Input is read before the session: what it cannot be is said to anybody.
      const expected = subject ? ['not-signed-in'] : ['not-signed-in', 'invalid-input'];
      expect([command.path.join('.'), expected.includes(answer.body.code ?? '')]).toEqual([
        command.path.join('.'),
        true,
      ]);
    }
  });
});

const shapeOf = (input: unknown) => (input instanceof z.ZodObject ? input.shape : {});
