import { saveText } from '../parts/save-text.ts';
import { createDelivery, type DeliveryStore } from './offline-delivery.ts';
import { createIntake, type IntakeStore } from './offline-intake.ts';
import { saveFiles } from './offline-save.ts';
import type { Around } from './stores.ts';

/** The intake of this page: half done, it waits while other pages are looked at; it is nobody else's. */
export function makeIntake({ api, session, explain, now }: Around): IntakeStore {
  const intake = createIntake({ cloud: api.cloud, explain, now });
  const personOf = (state: ReturnType<typeof session.getState>) =>
    state.state === 'signed-in' ? state.who.person.id : null;
  session.subscribe((next, last) => {
    if (personOf(next) !== personOf(last)) intake.clear();
  });
  return intake;
}

/** Its answers, on their way to a stick or the downloads. */
export const makeDelivery = ({ api, explain, now, keep }: Around): DeliveryStore =>
  createDelivery({
    intake: keep(makeIntake),
    save: (files, place) => saveFiles(files, place, { companion: api.companion, download: saveText }),
    explain,
    now,
  });

/** The sticks that were read by themselves, so that a cleared list stays clear. */
export const makeSeenDrives = (): Set<string> => new Set();
