/** The command palette. */
export const palette = {
  placeholder: 'Search pages and operations',
  nothing: (query: string) => `Nothing is called “${query}”.`,
  groups: { pages: 'Pages', actions: 'Actions', machine: 'This machine', cloud: 'Cloud' },
  releaseHere: (license: string) => `Release ${license} from this machine`,
  renewNow: 'Renew the leases now',
  renewed: 'The leases are renewed',
  released: (license: string) => `${license} is free for others`,
  releaseTitle: (license: string, machine: string) => `Release ${license} on ${machine}?`,
  releaseBody: (machine: string) =>
    `${machine} loses this license now, and what runs with it stops. The seat is free for another at once.`,
  releaseConfirm: 'Release license',
  run: 'Run',
  again: 'Back',
  result: 'Answer',
  done: 'Done',
  nothingToShow: 'There is nothing to show.',
  optional: 'may be left out',
  json: 'as JSON',
  yes: 'Yes',
  no: 'No',
  notJson: 'This is not JSON.',
};
