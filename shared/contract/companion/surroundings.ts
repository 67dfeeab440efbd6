import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { Link } from '../../models/catalogue.ts';
import { Id } from '../../models/id.ts';
import { SecretPlace, Settings, SettingsChange } from '../../models/settings.ts';
import { Status } from '../../models/status.ts';
import { operation } from '../operation.ts';
import { cloudTroubles, stateTroubles } from './troubles.ts';

/** What changed, and how everything is since. The first event has changed nothing. */
const StatusEvent = z.object({
  changed: z.array(z.enum(['session', 'license', 'notice', 'cloud', 'settings', 'owner', 'drive', 'library'])),
  status: Status,
});

export const status = {
  show: operation('Shows everything about this machine at this moment', { needs: 'nothing' })
    .input(z.object({}))
    .output(Status),
  watch: operation('Shows it now and again after every change', { needs: 'nothing' })
    .input(z.object({}))
    .output(eventIterator(StatusEvent)),
};

export const notice = {
  dismiss: operation('Takes note of a notice', { needs: 'nothing' }, stateTroubles)
    .input(z.object({ notice: Id }))
    .output(z.object({})),
};

export const settings = {
  show: operation('Shows the settings of this machine and where its secrets are', { needs: 'nothing' })
    .input(z.object({}))
    .output(
      z.object({ settings: Settings, file: z.string(), secretPlace: SecretPlace, secretPlaces: z.array(SecretPlace) }),
    ),
  update: operation('Changes settings', { needs: 'nothing', example: 'settings update --theme light' }, stateTroubles)
    .input(SettingsChange)
    .output(Settings),
};

/** A link of the catalogue, with the name of the product it belongs to; null: for everything. */
const ProductLink = Link.extend({ product: z.string().nullable() });

export const link = {
  list: operation('Lists the help and support pages of my products', { needs: 'session' }, [
    ...cloudTroubles,
    'not-signed-in',
  ])
    .input(z.object({}))
    .output(z.array(ProductLink)),
  open: operation(
    'Opens a page in the system browser; only pages of the catalogue and of the cloud',
    { needs: 'nothing' },
    ['not-found', ...cloudTroubles],
  )
    .input(z.object({ url: z.url({ protocol: /^https?$/ }) }))
    .output(z.object({})),
};
