/** Five states that are never mixed up, each with its own sentence and next step. */
export const cloudSign = {
  good: (license: string, more: string) => `${license} is good for ${more}. Nothing to do.`,
  goodMany: (more: string) => `The leases are good for ${more}. Nothing to do.`,
  noLease: 'Licenses can be chosen when it is back.',
  unreachable: 'The cloud cannot be reached.',
  troubles: {
    'cloud-untrusted-tls': 'The certificate of the cloud is not trusted here.',
    'proxy-failed': 'The proxy does not let Greenroom through to the cloud.',
    'not-a-greenroom-cloud': 'What answers at the cloud’s address is not a Greenroom cloud.',
  } as Record<string, string>,
  refusals: {
    'machine-barred': 'The cloud no longer gives licenses to this machine. Ask a Manager why.',
    'cloud-changed': 'The cloud shows other keys than before, so nothing it says is used. Ask whoever runs it.',
    'answer-refused': 'What the cloud answered did not stand up to checking, so it was not used. Ask whoever runs it.',
    'machine-changed': 'The cloud sees other parts in this machine than before. Confirm that it is the same one.',
    'machine-cloned': 'Another machine has the same identity. Say whether this is the original or the copy.',
    'license-revoked': 'The vendor ended this license. Choose another one.',
  } as Record<string, string>,
  refused: 'The cloud answers, but refuses this machine. Ask a Manager.',
  ended: (license: string) => `The lease of ${license} has ended. Nothing new may start. Choose a license to go on.`,
  unassigned: (license: string, more: string) =>
    `${license} is no longer assigned to you. It goes on for ${more}; choose another license before then.`,
  leaseGrace: (license: string, more: string) =>
    `The lease of ${license} has ended. What is running may go on for ${more}; nothing new may start.`,
};
