import { createResource } from '../../state/resource.ts';
import type { Around } from '../../state/stores.ts';

/** What is being handed over to me, or in organizations of which I am Owner; nobody else's once somebody else signs in. */
export function makeOffers({ api, session, explain, now }: Around) {
  const offers = createResource(() => api.cloud.team.offers({}), explain, now);
  const personOf = (state: ReturnType<typeof session.getState>) =>
    state.state === 'signed-in' ? state.who.person.id : null;
  session.subscribe((next, last) => {
    if (personOf(next) !== personOf(last)) offers.clear();
  });
  return offers;
}
