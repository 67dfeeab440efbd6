import { dayOf, ended } from './error-words.ts';
import type { Explanations } from './errors.ts';

/** What may go wrong with an organization and its people. */
export const organizationErrors = {
  'role-set-in-use': ({ people, others }) => ({
    sentence: `The simple role set has no Reader and no Editor, and somebody is: ${people.join(', ')}${others > 0 ? ` and ${others} more` : ''}.`,
    next: 'Give them another role, or cancel the invitation, and choose the simple set then.',
  }),
  'role-not-offered': ({ role }) => ({
    sentence: `This organization uses the simple role set: nobody can be ${role === 'editor' ? 'an Editor' : 'a Reader'} here.`,
    next: 'Choose Owner, Admin or Member.',
  }),
  'too-many-addresses': ({ limit }) => ({
    sentence: `An organization can tell ${limit} addresses at most.`,
    next: 'Use one address that your mail server passes on to many.',
  }),
  'address-unsubscribed': ({ email }) => ({
    sentence: `Whoever reads ${email} wants no more of these mails.`,
    next: 'Only they can take that back, with the link in any mail they have got.',
  }),
  'name-differs': ({ name }) => ({
    sentence: 'This is not the name of the organization.',
    next: `Write it as it stands here: ${name}`,
  }),
  'offline-leases-out': ({ leases, machines }) => ({
    sentence: `${leases === 1 ? 'An offline lease is' : `${leases} offline leases are`} out that you have not been shown yet: ${machines.join(', ')}${leases > machines.length ? ' and more' : ''}.`,
    next: 'Look again at what closing does. They run on until they end, as they were signed.',
  }),
  'reopen-too-late': ({ closedAt }) => ({
    sentence: `This organization was closed on ${dayOf(closedAt)}. It can be opened again for 30 days, and they are over.`,
    next: 'Make a new organization instead.',
  }),
  'last-owner': () => ({
    sentence: 'An organization always has an Owner, and this is the last one.',
    next: 'Make somebody else Owner first.',
  }),
  'not-a-manager': () => ({
    sentence: 'An organization is handed over to one of its Managers, and this person is none.',
    next: 'Make them Manager first.',
  }),
  'hand-over-open': ({ to, until }) => ({
    sentence: `The organization is being handed over to ${to} already, who may answer until ${dayOf(until)}.`,
    next: 'Wait for the answer, or withdraw that offer first.',
  }),
  'hand-over-ended': () => ({
    sentence: 'This offer is over: it was answered or withdrawn, 7 days have passed, or a role has changed meanwhile.',
    next: 'Nothing has changed. If it is still meant, the Owner can offer it again.',
  }),
  'person-in-use': ({ isMember, licenses, seats }) => ({
    sentence: ended(
      [
        ...(isMember ? ['This person still belongs to the organization'] : []),
        ...(licenses.length > 0 ? [`${licenses.join(', ')} is still assigned to them`] : []),
        ...seats.map(({ license, machine, until }) => `${license} still runs on ${machine} until ${dayOf(until)}`),
      ].join('; '),
    ),
    next: isMember
      ? 'Remove them from the organization first.'
      : 'Unassign what is assigned, and wait for the seats to end, or release them.',
  }),
  'not-a-people-file': ({ why, what }) => ({
    sentence: {
      'no-email-column': what === '' ? 'This file is empty.' : `The first line names no column “email”: ${what}.`,
      'too-many-lines': `This file has more than ${what} lines.`,
      unreadable: `This is no CSV file: ${ended(what)}`,
    }[why],
    next:
      why === 'too-many-lines'
        ? 'Cut it into smaller ones, each with the line of headings.'
        : 'Export the people first: that file has the right columns.',
  }),
} satisfies Partial<Explanations>;
