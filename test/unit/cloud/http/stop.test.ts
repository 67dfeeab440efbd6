import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { expect, it, onTestFinished, vi } from 'vitest';
import { startTestCloud } from '../../../support/cloud.ts';

it('finishes the calls that are under way before it closes the store', async () => {
  const cloud = await startTestCloud();
  const person = await cloud.addPerson('Ingrid');
  const gate = Promise.withResolvers<void>();
  // While somebody writes, calls wait for the one connection of SQLite.
  const writing = cloud.parts.store.write(() => gate.promise);
  const arrived = vi.fn();
  subscribe('http.server.request.start', arrived);
  onTestFinished(() => void unsubscribe('http.server.request.start', arrived));
  const calls = Array.from({ length: 5 }, () => person.client.session.show({}));
  await vi.waitFor(() => expect(arrived).toHaveBeenCalledTimes(5), 10_000);
  const stopping = cloud.stop();
  gate.resolve();
  await writing;
  const answers = await Promise.all(calls);
  await stopping;
  expect(answers.map((answer) => answer.person.name)).toEqual(Array.from({ length: 5 }, () => 'Ingrid'));
  await expect(fetch(`${cloud.url}/health/live`)).rejects.toThrow('fetch failed');
});
