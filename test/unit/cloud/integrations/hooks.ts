import { onTestFinished } from 'vitest';
import { startDeliveries } from '#cloud/integrations/worker.ts';
import type { CloudParts } from '#cloud/context.ts';
import type { Engine } from '#cloud/store/open.ts';
import type { WebhookEvent } from '#shared/models/webhook.ts';
import { licensingCloud } from '../../../support/licensing-cloud.ts';

/** A studio whose manager makes webhooks and renames things; its calls are made by a worker that hardly waits. */
export async function hookStudio(engine: Engine) {
  const cloud = await licensingCloud(engine);
  const organization = await cloud.addOrganization();
  const owner = await cloud.addPerson('Olav', { [organization]: 'owner' });
  const ingrid = await cloud.addPerson('Ingrid', { [organization]: 'manager' });
  const jo = await cloud.addPerson('Jo', { [organization]: 'member' });
  const api = cloud.as(ingrid);
  // A receiver that hangs is given up soon.
  const { outgoing } = cloud.parts;
  cloud.parts.outgoing = { ...outgoing, send: (call) => outgoing.send({ ...call, time: 1_500 }) };
  let count = 0;
  return {
    cloud,
    organization,
    owner,
    ingrid,
    jo,
    api,
    makeWebhook: (url: string, events: WebhookEvent[] = ['people'], name = 'Farm') =>
      api.webhook.create({ organization, name, url, events }),
    /** Something of the kind `people`. */
    deed: () => api.team.describe({ organization, person: jo.id, called: `Jo ${++count}` }),
    log: async (webhook: string) => (await api.webhook.deliveries({ organization, webhook })).rows,
    work: (parts: CloudParts = cloud.parts) => {
      const stop = startDeliveries(parts, { interval: 10 });
      onTestFinished(() => stop());
      return stop;
    },
  };
}

/** Waits until something holds; the test's own time limit ends it otherwise. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10));
}
