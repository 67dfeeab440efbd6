/** Calendar feeds of the ends of leases and licenses. */
export const calendar = {
  title: 'Calendar feeds',
  lead: 'The ends of leases and licenses in your own calendar, with reminders 7 days and 1 day before. Add an address as a subscription; it keeps itself up to date.',
  mine: 'My leases and licenses',
  ofOrganization: (organization: string) => `Everything of ${organization}`,
  copy: (feed: string) => `Copy the address: ${feed}`,
  secret: 'Whoever has an address can read it. Give them only to people who may know.',
  renew: 'New addresses…',
  renewTitle: 'Give your calendar feeds new addresses?',
  renewBody:
    'The old addresses stop working at once, in every calendar that has them. Your calendars show nothing new until you add the new ones.',
  renewConfirm: 'New addresses',
  renewKeep: 'Keep the old ones',
  renewed: 'Your calendar feeds have new addresses',
  renewedBody: 'Add them to your calendars again.',
  failed: 'The calendar feeds cannot be shown',
};
