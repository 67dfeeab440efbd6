import type { CloudClient } from '../../../renderer/api/api.ts';
import { Failure } from '#shared/errors.ts';
import { minute } from '#shared/models/time.ts';
import { fakeAccount } from './account.ts';
import { fakeCloudMachines, setPersonOf } from './cloud-machines.ts';
import { fakeCloudOffline } from './cloud-offline.ts';
import { fakeCloudAudit } from './audit.ts';
import { carriedText } from './carried.ts';
import { fingerprint } from './inspect.ts';
import { fakeManagedLicenses, fakeUsableLicenses } from './licenses.ts';
import { links } from './links.ts';
import { mailsWith } from './mails.ts';
import { fakeCloudReleases } from './releases.ts';
import { fakeCloudTeam } from './team.ts';
import { fakeDocument } from './document.ts';
import { checkCode, fakeTwoFactor, secondStepOf } from './two-factor.ts';
import { fakeSingleSignOn } from './single-sign-on.ts';
import { fakeApiKey, fakeWebhook } from './integrations.ts';
import { fakeNotification } from './notification.ts';
import { fakeOrganization } from './organization.ts';
import { fakeProduct } from './product.ts';
import { fakeSupport } from './support.ts';
import { fakePeopleFile } from './people-file.ts';
import type { Watched } from './world.ts';

/** The cloud's operations over a world in memory; what a page never asks for is refused. */
export function fakeCloud(world: Watched): CloudClient {
  const refuse = async () => {
    throw new Failure('not-allowed', { needs: 'vendor' });
  };
  const who = () => {
    if (world.failing) throw world.failing;
    if (world.status.session.state !== 'signed-in') throw new Failure('not-signed-in', {});
    return world.people;
  };
  const signIn = async () => {
    if (world.refusing) throw world.refusing;
    world.status.session = { state: 'signed-in', who: world.people, current: null };
    world.changed(['session']);
    return world.people;
  };
  const account = fakeAccount(world);
  const rowOfLease = (lease: string) => {
    const row = world.rows.find(({ leases }) => leases.some(({ id }) => id === lease));
    const found = row?.leases.find(({ id }) => id === lease);
    if (!row || !found) throw new Failure('not-found', {});
    return { row, found };
  };
  return {
    about: {
      show: async () => {
        if (world.failing) throw world.failing;
        return {
          cloud: 'C-1',
          name: 'Northlight Studios',
          version: '0.1.0',
          product: 'greenroom-cloud',
          trustRoot: carriedText({ kind: 'trust-root', machine: 'Northlight Studios' }),
          fingerprint,
          needsSetUp: world.needsSetUp,
          hasOutbox: true,
          sample: world.sample
            ? { name: world.people.person.name, email: world.people.person.email, password: 'sample-password' }
            : null,
        };
      },
    },
    setup: {
      createOwner: async () => {
        world.needsSetUp = false;
        return { organization: 'O-northlight' };
      },
    },
    session: {
      signIn: async () => secondStepOf(world) ?? { state: 'signed-in', ...(await signIn()) },
      confirm: async (proof) => (checkCode(proof), signIn()),
      issueToken: refuse,
      confirmToken: refuse,
      sendCode: async () => ({}),
      show: async () => who(),
      ...account.session,
      signOut: async () => {
        world.status.session = { state: 'signed-out', why: 'by-person' };
        return {};
      },
    },
    account: account.account,
    document: fakeDocument(),
    twoFactor: fakeTwoFactor(world),
    singleSignOn: fakeSingleSignOn(world),
    apiKey: fakeApiKey(world),
    webhook: fakeWebhook(world),
    notification: fakeNotification(world),
    product: fakeProduct(world),
    support: fakeSupport(world),
    peopleFile: fakePeopleFile(world),
    device: {
      start: refuse,
      poll: refuse,
      show: async ({ userCode }) => {
        if (userCode.includes('X')) throw new Failure('not-found', {});
        return { userCode, machineName: 'OB-1-RENDER-03', platform: 'linux', expiresAt: world.status.now + 9 * minute };
      },
      decide: async ({ approve }) => ({ approved: approve }),
    },
    invitation: {
      show: async () => ({
        organization: 'Northlight Studios',
        role: 'owner',
        roleSet: 'full',
        email: 'amara@northlight.example',
        hasAccount: false,
        expiresAt: world.status.now + 15 * 24 * 60 * minute,
      }),
      signUp: async () => ({ state: 'signed-in', ...(await signIn()) }),
      accept: signIn,
    },
    organization: fakeOrganization(world, who),
    audit: fakeCloudAudit(world, who),
    license: {
      ...fakeUsableLicenses(world, who),
      show: async ({ license }) => {
        const row = world.rows.find(({ id }) => id === license);
        if (!row) throw new Failure('not-found', {});
        return row;
      },
      ...fakeManagedLicenses(world, who),
      pick: refuse,
      enter: refuse,
      assign: async ({ licenses }) => ({ assigned: licenses }),
      unassign: async ({ licenses }) => ({ unassigned: licenses.map((license) => ({ license, graceEndsAt: null })) }),
    },
    lease: {
      giveBack: refuse,
      previewRelease: async ({ lease }) => {
        const { row, found } = rowOfLease(lease);
        return {
          machine: found.machine.name,
          person: found.person?.name ?? null,
          mayRunOnUntil: found.leaseEndsAt,
          overlaps: row.overlaps,
        };
      },
      release: async ({ lease }) => {
        const { row, found } = rowOfLease(lease);
        if (found.mode === 'offline')
          throw new Failure('seat-is-offline', { machine: found.machine.name, until: found.leaseEndsAt });
        row.leases = row.leases.filter(({ id }) => id !== lease);
        row.availability = 'free';
        world.machines = world.machines.map((machine) => ({
          ...machine,
          leases: machine.leases.filter(({ id }) => id !== lease),
        }));
        world.changed(['license']);
        return { freedAt: world.status.now, mayRunOnUntil: found.leaseEndsAt, overlaps: row.overlaps };
      },
      goOffline: refuse,
      goOnline: refuse,
      setPerson: setPersonOf(world),
      exportMachineFile: refuse,
    },
    ...fakeCloudMachines(world),
    ...fakeCloudOffline(world),
    ...fakeCloudReleases(world),
    ...fakeCloudTeam(world),
    catalogue: {
      show: async () => ({
        products: ['Graphics', 'Tracking', 'Director'].map((name) => ({
          id: name.toLowerCase(),
          name,
          glyph: 'layers',
          signsInWithTwoFactor: true,
          editions: [],
          links: links.filter(({ product }) => product === name),
        })),
        support: links.filter(({ product }) => product === null),
      }),
    },
    vendor: {
      organization: { create: refuse, list: refuse, reopen: refuse },
      license: { issue: refuse, list: refuse, renew: refuse, end: refuse },
      person: { resetTwoFactor: refuse },
      keys: { list: refuse, rotate: refuse, revoke: refuse },
      signOn: { confirmDomain: refuse },
      catalogue: { import: refuse },
      ticket: { list: refuse, show: refuse, file: refuse, reply: refuse, close: refuse },
      release: { publish: refuse, list: refuse, yank: refuse, unyank: refuse, unpublish: refuse },
      document: { publish: refuse, list: refuse },
    },
    outbox: { list: async ({ words = '' }) => mailsWith(world, words) },
  };
}
