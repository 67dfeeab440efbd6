export interface SwitchedOffWords {
  name: string;
  organization: string;
  webhook: string;
  /** Where it called. */
  address: string;
  why: 'gone' | 'failing';
  /** Of the page where it is switched on again. */
  url: string;
}

/** What managers are told by mail about programs that listen to their organization. */
export const integrationMails = {
  switchedOff: {
    subject: ({ webhook, organization }: SwitchedOffWords) =>
      `The webhook ${webhook} of ${organization} was switched off`,
    paragraphs: ({ name, organization, webhook, address, why, url }: SwitchedOffWords) => [
      `Hello ${name},`,
      why === 'gone'
        ? `The webhook ${webhook} of ${organization} was switched off: its receiver at ${address} answered that it is gone (410).`
        : `The webhook ${webhook} of ${organization} was switched off: for five days nothing arrived at its receiver, ${address}.`,
      'What waited was given up, and nothing new is sent. When the receiver works again, switch the webhook on there, and send what was given up again by hand:',
      url,
    ],
  },
};
