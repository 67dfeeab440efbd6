import { randomBytes } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import { startTestCloud } from '../../../support/cloud.ts';

it('finishes the calls that are under way before it closes the store', async () => {
  // Every request gets a random id when it arrives.
  const bytes = vi.fn((length: number) => randomBytes(length));
  const cloud = await startTestCloud({ random: { bytes } });
  const person = await cloud.addPerson('Ingrid');
  const gate = Promise.withResolvers<void>();
  // While somebody writes, calls wait for the one connection of SQLite.
  const writing = cloud.parts.store.write(() => gate.promise);
  bytes.mockClear();
  const calls = Array.from({ length: 5 }, () => person.client.session.show({}));
  await vi.waitFor(() => expect(bytes).toHaveBeenCalledTimes(5), 10_000);
  const stopping = cloud.stop();
  gate.resolve();
  await writing;
  const answers = await Promise.all(calls);
  await stopping;
  expect(answers.map((answer) => answer.person.name)).toEqual(Array.from({ length: 5 }, () => 'Ingrid'));
  await expect(fetch(`${cloud.url}/health/live`)).rejects.toThrow('fetch failed');
});
