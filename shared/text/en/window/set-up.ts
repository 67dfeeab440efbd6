/** The first owner of an empty cloud. */
export const setUp = {
  title: 'Set up this cloud',
  lead: 'Nobody has an account here yet. Make the first organization, with you as its Owner; then invite the others.',
  organization: 'Organization',
  organizationHint: 'As your people know it.',
  timeZone: 'Time zone',
  timeZoneHint: 'Leases end at 23:59 here.',
  name: 'Your name',
  email: 'Your e-mail',
  password: 'Password',
  passwordHint: 'At least 10 characters.',
  passwordShort: 'Take at least 10 characters.',
  submit: 'Make it and sign in',
};
