import type { KeyScope } from '../../../models/api-key.ts';
import type { DeliveryTrouble, WebhookOff } from '../../../models/webhook.ts';
import { counted } from './counted.ts';

const scopes: Record<KeyScope, { label: string; hint: string }> = {
  read: { label: 'Read', hint: 'Organization, people, licenses and their seats, products, machines, releases' },
  audit: { label: 'Audit log', hint: 'Read and export what was done' },
  people: { label: 'People', hint: 'Invite, remove, change roles up to Manager' },
  licenses: { label: 'Licenses', hint: 'Assign, unassign, release seats of others' },
  machines: { label: 'Machines', hint: 'Room codes, changed hardware' },
  offline: { label: 'Offline', hint: 'Answer requests, take in returns, renew, for others too' },
  notifications: { label: 'Notifications', hint: 'Whom the organization tells by mail' },
};

const offWords: Record<WebhookOff, string> = {
  'by-hand': 'Switched off',
  gone: 'Switched off: the receiver is gone',
  failing: 'Switched off: nothing arrived for 5 days',
};

const troubles: Record<DeliveryTrouble, string> = {
  'address-refused': 'Its address lies where this cloud does not call',
  'unknown-host': 'Nobody knows its name',
  unreachable: 'It cannot be reached',
  'not-trusted': 'Its certificate is not trusted',
  'too-slow': 'It did not answer in time',
  'too-large': 'Its answer is too large',
  'broken-answer': 'Its answer cannot be read',
};

/** API keys and webhooks. */
export const integrations = {
  failed: 'The integrations cannot be listed',
  once: 'Shown once: copy it now. Afterwards nobody can look it up, not even this cloud.',
  saved: 'I have copied it',

  keys: {
    title: 'API keys',
    lead: 'For scripts. A key acts as whoever made it, in this organization only, and never does more than its scopes and their role allow.',
    make: 'Make a key',
    emptyTitle: 'No API key yet',
    emptyBody: 'With a key a script assigns licenses, reads the audit log, or invites who starts on Monday.',
    by: (name: string, day: string) => `Made by ${name} on ${day}`,
    neverUsed: 'Never used',
    used: (when: string) => `Used ${when}`,
    ends: (day: string) => `Until ${day}`,
    ended: (day: string) => `Ended on ${day}`,
    noEnd: 'No end',
    standing: { good: 'Good', soon: 'Ends soon', ended: 'Ended', weaker: 'Does less' },
    weakerHint: (name: string) => `${name}’s role no longer allows all of it.`,
    rename: 'Rename',
    renameOf: (name: string) => `Rename ${name}`,
    renameTitle: (name: string) => `Rename ${name}`,
    renameConfirm: 'Rename',
    revoke: 'Revoke',
    revokeOf: (name: string) => `Revoke ${name}`,
    revokeTitle: (name: string) => `Revoke ${name}?`,
    revokeBody: 'From now on it is refused. Scripts that use it stop working; what they did stays.',
    revokeSafe: 'Keep the key',
    revoked: (name: string) => `${name} is revoked`,
    makeTitle: 'Make an API key',
    name: 'Name',
    nameHint: 'What uses it, for example “Render sync”. The audit log names it beside you.',
    scopes: 'What it may do',
    scopesHint:
      'As little as it needs. Nothing that only an Owner may, nothing with your account, and no keys or webhooks.',
    days: 'Good for',
    daysOf: { '30': '30 days', '90': '90 days', '365': '1 year', never: 'Until revoked' },
    submit: 'Make the key',
    made: (name: string) => `${name} is ready`,
    copy: 'The key',
  },
  scopes,

  mine: {
    title: 'My API keys',
    lead: 'Keys that I made, in all my organizations. They end when I leave.',
    none: 'I have made no API key. Managers make them on the page Organization, under Integrations.',
    failed: 'My API keys cannot be listed',
  },

  hooks: {
    title: 'Webhooks',
    lead: 'For programs that want to know at once. What is put on record here is sent to an address as JSON, signed, and tried again for more than a day. The order is not kept, and a call may come twice: look at its id.',
    make: 'Make a webhook',
    emptyTitle: 'No webhook yet',
    emptyBody:
      'A webhook tells a program of yours when a license is assigned, a machine gives back its seat, or somebody joins.',
    standing: { on: 'On', failing: 'Failing', off: 'Off', ended: 'Switched off' },
    off: offWords,
    since: (when: string) => `First failure ${when}`,
    last: (when: string) => `Last call ${when}`,
    never: 'Nothing sent yet',
    by: (name: string | null, day: string) => (name === null ? `Made on ${day}` : `Made by ${name} on ${day}`),
    makeTitle: 'Make a webhook',
    changeTitle: (name: string) => `Change ${name}`,
    name: 'Name',
    nameHint: 'What listens there, for example “Farm manager”.',
    url: 'Address',
    urlHint: 'https://… It is called with POST, and should answer with 2xx within 15 seconds.',
    kinds: 'Tell it of',
    actions: (count: number) => (count === 0 ? 'Or single actions…' : `And ${counted(count, 'single action')}`),
    actionsHint: 'Single actions of other kinds',
    submit: 'Make the webhook',
    save: 'Save changes',
    secret: 'Its secret',
    secretHint: 'The receiver verifies signatures with it.',
    made: (name: string) => `${name} is ready`,
    test: 'Send a test',
    tested: 'The test arrived',
    testedBody: (status: number, milliseconds: number) => `The receiver answered ${status} after ${milliseconds} ms.`,
    testFailed: 'The test did not arrive',
    change: 'Change',
    rotate: 'New secret',
    rotateTitle: (name: string) => `Give ${name} a new secret?`,
    rotateBody:
      'For 24 hours calls are signed with both secrets, so that the receiver can change over. After that, the old one is worth nothing.',
    rotateSafe: 'Keep the secret',
    rotateConfirm: 'Make a new secret',
    rotated: (name: string) => `${name} has a new secret`,
    oldUntil: (when: string) => `Signed with the old secret, too, until ${when}.`,
    switchOff: 'Switch off',
    switchOn: 'Switch on',
    offTitle: (name: string) => `Switch off ${name}?`,
    offBody: (waiting: number) =>
      waiting === 0
        ? 'Nothing is sent to it until somebody switches it on again.'
        : `${counted(waiting, 'call')} that ${waiting === 1 ? 'waits is' : 'wait are'} given up, and nothing is sent to it until somebody switches it on again.`,
    offSafe: 'Keep it on',
    remove: 'Remove',
    removeTitle: (name: string) => `Remove ${name}?`,
    removeBody: 'What waits is not sent, and the log of its calls is gone.',
    removeSafe: 'Keep the webhook',
    removed: (name: string) => `${name} is removed`,
    open: (name: string) => `Calls of ${name}`,
  },

  log: {
    title: 'Calls of the last 30 days',
    all: 'All',
    states: { waiting: 'Waiting', delivered: 'Arrived', failed: 'Given up' },
    filter: 'Which calls',
    again: 'Tries again',
    refresh: 'Check again',
    more: 'Older calls',
    none: 'Nothing was sent yet.',
    noneOf: 'No call is in this state.',
    failed: 'The calls cannot be listed',
    status: 'Answer',
    answered: (status: number, milliseconds: number | null) =>
      milliseconds === null ? String(status) : `${status} after ${milliseconds} ms`,
    troubles,
    attempts: (count: number) => counted(count, 'try', 'tries'),
    tries: 'Tries',
    next: 'Next try',
    last: 'Last try',
    id: 'webhook-id',
    body: 'Sent',
    answer: 'The answer began',
    emptyAnswer: 'Nothing',
    redeliver: 'Send again',
    redelivered: 'It arrived',
    notRedelivered: 'It did not arrive',
  },

  how: {
    title: 'How to use it',
    lead: 'Every operation of this cloud can be called; the reference lists them with what they need.',
    reference: 'Reference',
    curl: 'A first call',
    curlBody: (origin: string) =>
      `curl ${origin}/api/v1/organization/list \\\n  -H "Authorization: Bearer $GREENROOM_TOKEN" \\\n  -H "Content-Type: application/json" -d '{}'`,
    terminal: 'In the terminal of a machine with Greenroom',
    terminalBody: (organization: string) =>
      `GREENROOM_TOKEN=grk_… greenroom cloud audit list --organization ${organization} --json`,
    verify: 'Verify a call of a webhook, in Node',
    verifyLead: 'By the Standard Webhooks specification: there are libraries for most languages.',
    verifyBody: `import { createHmac, timingSafeEqual } from 'node:crypto';

/** body: the text as it came, before anything has parsed it. */
export function isGenuine(headers, body, secret) {
  const [id, time, list] = ['id', 'timestamp', 'signature'].map((name) => headers[\`webhook-\${name}\`]);
  if (!(Math.abs(Date.now() / 1000 - Number(time)) < 300)) return false;
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const expected = createHmac('sha256', key).update(\`\${id}.\${time}.\${body}\`).digest();
  return String(list).split(' ').some((one) => {
    const [version, signature = ''] = one.split(',');
    const given = Buffer.from(signature, 'base64');
    return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected);
  });
}`,
    copy: 'Copy',
    copied: 'Copied',
  },
};
