import { counted } from './counted.ts';
import type { DocumentKind } from '../../../models/document.ts';

/** The two documents, inside a sentence. */
const documents: Record<DocumentKind, string> = { terms: 'the terms of use', privacy: 'how your data is used' };

/** Privacy of an account: what was agreed to, what is allowed, one’s data, and the end of it. */
export const privacy = {
  consents: 'What you agreed to',
  consentsNone: 'Nothing yet.',
  agreedOn: (moment: string) => `agreed on ${moment}`,
  version: (version: string) => `Version ${version}`,
  read: 'Read',
  readOf: (title: string, version: string) => `Read ${title}, version ${version}`,
  newerTitle: (kind: DocumentKind) => `There is a newer version of ${documents[kind]}`,
  newerBody: (title: string, version: string, moment: string) =>
    `“${title}”, version ${version}, was published on ${moment}. Read it, and agree to it when you do.`,
  agree: 'Agree',
  agreeTo: (kind: DocumentKind, version: string) => `Agree to ${documents[kind]}, version ${version}`,
  agreed: (kind: DocumentKind) => `You agreed to ${documents[kind]}`,
  notice: (kinds: readonly DocumentKind[]) =>
    `There is a newer version of ${kinds.map((kind) => documents[kind]).join(' and of ')}.`,
  noticeBody: 'Read and agree to it when you have a moment. Licenses go on meanwhile.',
  noticeWay: 'Look at it',

  choices: 'Privacy choices',
  choicesLead: 'Both are off until you say otherwise.',
  productNews: 'News about products, by mail',
  productNewsHint:
    'Whoever runs this cloud may write to you of new releases and plans. Security mails come in any case.',
  analytics: 'Figures on how you use these pages',
  analyticsHint:
    'Whoever runs this cloud may count which pages are opened and how fast they are. Never what is on them.',
  save: 'Save choices',
  discard: 'Discard',
  unsaved: 'Not saved yet',
  unsavedTitle: 'Your privacy choices are not saved',
  unsavedBody: 'They wait for you on your account page.',
  saved: 'Your privacy choices are saved',

  data: 'Take your data with you',
  dataLead:
    'One JSON file: your account, organizations, consents, choices, sessions, licenses and what the audit log has about you.',
  export: 'Export my data',
  exported: 'Your data is in a file',

  deletion: 'Delete account',
  deletionLead: (days: number) =>
    `Your account is deleted ${counted(days, 'day')} after you ask for it. Until then you may cancel at any time.`,
  deletionAsk: 'Delete my account…',
  deletionTitle: 'Delete your account?',
  deletionWhen: (moment: string) => `On ${moment}, unless you cancel before:`,
  deletionSessions: 'You are signed out everywhere, and cannot sign in again.',
  deletionPlaces: (names: readonly string[]) => `You leave ${names.join(', ')}, with the licenses assigned to you.`,
  deletionAlone: (names: readonly string[]) =>
    `Nobody else is in ${names.join(', ')}: it is closed, and what runs there ends.`,
  deletionSeats: (seats: readonly { license: string; machine: string }[]) =>
    `What runs then goes on for 12 hours; now that is ${seats.map(({ license, machine }) => `${license} on ${machine}`).join(', ')}.`,
  deletionRows: 'Your name, address, choices and consents are removed; audit logs say “Deleted person”.',
  deletionBlocked: 'This stands in the way',
  blockedOwner: (organization: string) =>
    `You are the last Owner of ${organization}, and others are there. Make somebody else Owner first, or close it.`,
  blockedSeat: (license: string, machine: string, moment: string) =>
    `Your seat of ${license} is out on ${machine}, offline, until ${moment}. Return it first.`,
  confirmation: (email: string) => `Type ${email} to confirm`,
  password: 'Your password',
  keep: 'Keep my account',
  deletionConfirm: 'Ask for deletion',
  pendingDeletion: (moment: string) => `Your account will be deleted on ${moment}`,
  pendingDeletionBody: 'Until then everything stays as it is.',
  cancelDeletion: 'Cancel the deletion',
  deletionCancelled: 'Your account is kept',

  page: {
    published: (version: string, moment: string) => `Version ${version}, published on ${moment}`,
    old: 'This is an earlier version.',
    newest: 'Show the newest',
    back: 'Back',
    failed: 'This document cannot be shown',
  },
};
