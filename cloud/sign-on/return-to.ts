/**
 * Where somebody goes on once they are signed in: an address of this cloud, whole, so that nothing can be read into its
 * beginning; whatever leads anywhere else, or back into a sign-in, becomes the first page.
 */
export function returnTo(publicUrl: string, typed: string | null): string {
  const home = new URL('/', publicUrl);
  // A browser reads backslashes as slashes and drops tabs and line ends: addresses of ours have none of them.
  if (typed === null || typed.length > 2_000 || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(typed)) return home.href;
  if (!URL.canParse(typed, home.href)) return home.href;
  const url = new URL(typed, home);
  return url.origin === home.origin && !url.pathname.startsWith('/sign-on/') ? url.href : home.href;
}
