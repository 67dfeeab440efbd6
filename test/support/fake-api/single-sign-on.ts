import type { CloudClient } from '../../../renderer/api/api.ts';
import { Failure } from '#shared/errors.ts';
import { day } from '#shared/models/time.ts';
import type { SignOnSettings } from '#shared/models/single-sign-on.ts';
import type { Watched } from './world.ts';

/** A provider that works, one domain that is proven, and one that never will be: `nowhere.example`. */
export function fakeSingleSignOn(world: Watched): CloudClient['singleSignOn'] {
  const { now } = world.status;
  const recordOf = (domain: string) => `greenroom-domain-verification=${domain.length.toString(16).padStart(40, '7')}`;
  let settings: SignOnSettings = {
    issuer: 'https://login.northlight.example',
    clientId: 'greenroom',
    hasSecret: true,
    isOn: true,
    isRequired: false,
    domains: [
      { domain: 'northlight.example', record: recordOf('northlight'), provenAt: now - 12 * day, provenBy: 'dns' },
      { domain: 'nowhere.example', record: recordOf('nowhere'), provenAt: null, provenBy: null },
    ],
    redirectUrl: 'https://greenroom.northlight.example/sign-on/callback/O-northlight',
    linked: 9,
  };
  const domainOf = (domain: string) => {
    const found = settings.domains.find((one) => one.domain === domain);
    if (!found) throw new Failure('not-found', {});
    return found;
  };
  return {
    find: async ({ email }) => ({
      signOn: email.endsWith('@northlight.example')
        ? { organization: 'Northlight Studios', provider: 'login.northlight.example' }
        : null,
    }),
    show: async () => {
      if (world.failing) throw world.failing;
      return settings;
    },
    update: async ({ issuer, clientId, clientSecret, isOn, isRequired }) => {
      settings = {
        ...settings,
        issuer: issuer ?? settings.issuer,
        clientId: clientId ?? settings.clientId,
        hasSecret: clientSecret !== undefined || settings.hasSecret,
        isOn: isOn ?? settings.isOn,
        isRequired: isRequired ?? settings.isRequired,
      };
      return settings;
    },
    test: async () =>
      settings.issuer === null
        ? { state: 'not-set-up' }
        : { state: 'works', issuer: settings.issuer, endpoint: `${settings.issuer}/authorize` },
    addDomain: async ({ domain }) => {
      const added = { domain, record: recordOf(domain), provenAt: null, provenBy: null };
      settings = { ...settings, domains: [...settings.domains, added] };
      return added;
    },
    proveDomain: async ({ domain }) => {
      const { record } = domainOf(domain);
      throw new Failure('domain-not-proven', { domain, record, why: 'no-record' });
    },
    removeDomain: async ({ domain }) => {
      domainOf(domain);
      settings = { ...settings, domains: settings.domains.filter((one) => one.domain !== domain) };
      return {};
    },
    unlink: async () => {
      settings = { ...settings, linked: settings.linked - 1 };
      return {};
    },
  };
}
