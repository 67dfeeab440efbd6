const terms = `# Terms of use

These terms are between you and whoever runs this cloud. They hold from the moment you make an account.

## What you get
- An account with which you sign in here and in the Greenroom companion.
- The licenses that your organization assigns to you, on the machines you work on.
- Installers, example projects and documents of the products your organization has.

## What we ask of you
- Keep your password to yourself, and tell us when somebody else may have it.
- Use a license only for the organization that has it, and on as many machines as it has seats.
- Do not try to get round the license check, or into what belongs to others.

## What you can rely on
- A license never ends in the middle of a show without weeks of warning.
- When this cloud cannot be reached, machines run on until their lease ends.
- You may leave at any time: on your account page you can take your data with you and have your account deleted.

## When something goes wrong
If these terms are broken, we may end your access; your organization is told why. Whoever runs this cloud can publish a
newer version of these terms. You are asked to agree before it holds for you.
`;

const privacy = `# How your data is used

## What is kept
- **Your account**: name, e-mail address, a digest of your password, what you agreed to and when.
- **Your place**: the organizations you belong to, your role in each, the licenses assigned to you.
- **Your machines**: name, system and keyed digests of a few hardware facts of each machine that holds a lease.
- **What was done**: the audit log of each organization says who did what, when and from which address.

## What it is used for
Giving you the licenses of your organization, keeping your account safe, and telling you of what ends soon. Nothing
else, unless you say so on your account page. News about products and figures on how pages are used are off until then.

## Who sees it
The Managers and Owners of your organizations see your name, address, role, licenses and machines, and the audit log.
Nothing is sold, and nothing is sent to others.

## What you can do
On your account page you see and end your sessions, take all your data with you as one file, and ask for your account
to be deleted. That is carried out after 14 days; in audit logs your name is then replaced.
`;

/**
 * What a new cloud has until its vendor publishes their own. People have agreed to it: it never changes, a newer version
 * is published instead.
 */
export const firstDocuments = [
  { kind: 'terms', version: '1', title: 'Terms of use', text: terms },
  { kind: 'privacy', version: '1', title: 'How your data is used', text: privacy },
] as const;
