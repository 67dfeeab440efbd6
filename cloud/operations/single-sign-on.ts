import { Failure } from '#shared/errors.ts';
import { type CloudParts, type GuardedContext, placeOf } from '../context.ts';
import { type Changes, changesOf } from '../rules/changes.ts';
import { unlink } from '../sign-on/admit-person.ts';
import {
  addDomain,
  countDomain,
  domainOf,
  domainOfAddress,
  domainsOf,
  lookForRecord,
  refuseTaken,
  removeDomain,
} from '../sign-on/domains.ts';
import { probe } from '../sign-on/probe.ts';
import {
  clientOf,
  keepSettings,
  type KeptSettings,
  keptSettings,
  sealSecret,
  settingsOf,
  signOnFor,
} from '../sign-on/settings.ts';
import type { Write } from '../store/open.ts';
import { recordDeed } from './audit.ts';
import { os } from './base.ts';

/** Sign-in with the accounts of the organization, by OpenID Connect. */
export function singleSignOnOperations(parts: CloudParts) {
  const { auth, store, config, random, clock, dns } = parts;
  const show = (context: GuardedContext) => settingsOf(store.db, config, placeOf(context).organization);
  const record = createRecord(parts);

  /** A secret is for the issuer and the client that it was typed with: neither another provider nor another client gets it. */
  function secretAfter(organization: string, { kept, changes, clientSecret }: SecretChange): string | null {
    if (clientSecret !== undefined) return sealSecret(random, config, organization, clientSecret);
    return 'issuer' in changes || 'clientId' in changes ? null : kept.sealedSecret;
  }

  return {
    find: os.singleSignOn.find.handler(async ({ input, context }) => {
      await auth.countAttempt('sign-on', context);
      const found = await signOnFor(store.db, domainOfAddress(input.email));
      return { signOn: found && { organization: found.name, provider: new URL(found.issuer).host } };
    }),

    show: os.singleSignOn.show.handler(({ context }) => show(context)),

    update: os.singleSignOn.update.handler(async ({ input, context }) => {
      const { organization, clientSecret, ...wanted } = input;
      await store.write(async (tx) => {
        await store.lock(tx, 'organization', organization);
        const kept = await keptSettings(tx, organization);
        const changes = changesOf(kept, wanted);
        const sealedSecret = secretAfter(organization, { kept, changes, clientSecret });
        const isSecretChanged = sealedSecret !== kept.sealedSecret;
        if (Object.keys(changes).length === 0 && !isSecretChanged) return;
        const next = {
          issuer: wanted.issuer ?? kept.issuer,
          clientId: wanted.clientId ?? kept.clientId,
          isOn: wanted.isOn ?? kept.isOn,
          isRequired: wanted.isRequired ?? kept.isRequired,
          sealedSecret,
        };
        if (next.isOn) await refuseIncomplete(tx, organization, next);
        await keepSettings(tx, organization, next);
        const secret = sealedSecret === null ? 'removed' : 'changed';
        const details = { ...changes, ...(isSecretChanged && { clientSecret: secret }) };
        await record(tx, context, 'singleSignOn.update', organization, details);
      });
      return show(context);
    }),

    test: os.singleSignOn.test.handler(async ({ context }) =>
      probe(parts, await clientOf(store.db, config, placeOf(context).organization, { isOn: false })),
    ),

    addDomain: os.singleSignOn.addDomain.handler(({ input: { organization, domain }, context }) =>
      store.write(async (tx) => {
        if (await addDomain(tx, { clock, random }, organization, domain)) {
          await record(tx, context, 'singleSignOn.addDomain', domain);
        }
        return domainOf(tx, organization, domain);
      }),
    ),

    proveDomain: os.singleSignOn.proveDomain.handler(async ({ input: { organization, domain }, context }) => {
      const added = await domainOf(store.db, organization, domain);
      if (added.provenAt !== null) return added;
      await lookForRecord(dns, added);
      return store
        .write(async (tx) => {
          if (await countDomain(tx, { clock }, organization, domain, 'dns')) {
            await record(tx, context, 'singleSignOn.proveDomain', domain);
          }
          return domainOf(tx, organization, domain);
        })
        .catch(refuseTaken(domain));
    }),

    removeDomain: os.singleSignOn.removeDomain.handler(({ input: { organization, domain }, context }) =>
      store.write(async (tx) => {
        if (!(await removeDomain(tx, organization, domain))) throw new Failure('not-found', {});
        await record(tx, context, 'singleSignOn.removeDomain', domain);
        return {};
      }),
    ),

    unlink: os.singleSignOn.unlink.handler(({ input: { organization, person }, context }) =>
      store.write(async (tx) => {
        const { issuer } = await keptSettings(tx, organization);
        const member = await tx
          .selectFrom('member')
          .select('id')
          .where('organizationId', '=', organization)
          .where('userId', '=', person)
          .executeTakeFirst();
        if (!member || issuer === null || !(await unlink(tx, person, issuer))) throw new Failure('not-found', {});
        await record(tx, context, 'singleSignOn.unlink', person);
        return {};
      }),
    ),
  };
}

/** The vendor confirms a domain whose holder cannot publish a record; one that nobody has added yet is added. */
export function vendorSignOnOperations(parts: CloudParts) {
  const { store, clock } = parts;
  return {
    confirmDomain: os.vendor.signOn.confirmDomain.handler(async ({ input: { organization, domain }, context }) =>
      store
        .write(async (tx) => {
          const found = await tx
            .selectFrom('organization')
            .select('id')
            .where('id', '=', organization)
            .executeTakeFirst();
          if (!found) throw new Failure('not-found', {});
          await addDomain(tx, parts, organization, domain);
          if (await countDomain(tx, { clock }, organization, domain, 'vendor')) {
            const deed = { action: 'singleSignOn.confirmDomain', organization, subject: domain };
            await recordDeed(parts, context, tx, deed);
          }
          return domainOf(tx, organization, domain);
        })
        .catch(refuseTaken(domain)),
    ),
  };
}

interface SecretChange {
  kept: KeptSettings;
  changes: Changes;
  clientSecret: string | undefined;
}

/** Puts a deed in the organization of the call on record. */
function createRecord(parts: CloudParts) {
  return (tx: Write, context: GuardedContext, action: string, subject: string, details: Record<string, unknown> = {}) =>
    recordDeed(parts, context, tx, { action, organization: placeOf(context).organization, subject, details });
}

async function refuseIncomplete(tx: Write, organization: string, next: KeptSettings): Promise<void> {
  if (next.issuer === null || next.clientId === null) throw new Failure('sign-on-incomplete', { missing: 'provider' });
  const domains = await domainsOf(tx, organization);
  if (domains.every(({ provenAt }) => provenAt === null))
    throw new Failure('sign-on-incomplete', { missing: 'domain' });
}
