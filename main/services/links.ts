import { Failure } from '#shared/errors.ts';
import type { Catalogue, Link } from '#shared/models/catalogue.ts';
import { isTransportTrouble } from './cloud-state.ts';
import type { Connection } from './connection.ts';
import type { BrowserOpener } from './ports.ts';
import type { Session } from './session.ts';

type ProductLink = Link & { product: string | null };

export interface Links {
  list(): Promise<ProductLink[]>;
  open(url: string): Promise<void>;
}

/**
 * Help and support pages, from the catalogue; nothing else is ever opened in the browser, except pages of the cloud and of its
 * support site.
 */
export function createLinks(
  { cloud, show }: Pick<Connection, 'cloud' | 'show'>,
  session: Pick<Session, 'show' | 'who'>,
  browser: BrowserOpener,
): Links {
  /** As last listed, so that a page with links still works when the cloud is away. */
  let known: ProductLink[] = [];

  async function list(): Promise<ProductLink[]> {
    try {
      await session.who();
      known = linksOf(await cloud.client.catalogue.show({}));
    } catch (error) {
      if (known.length === 0 || !isTransportTrouble(error)) throw error;
    }
    return known;
  }

  async function isKnown(url: string): Promise<boolean> {
    const now = session.show();
    if (now.state === 'waiting') return url === now.pending.url || url === now.pending.urlWithCode;
    const isListed = () => known.some((link) => link.url === url);
    if (!isListed() && now.state === 'signed-in') await list();
    return isListed();
  }

  /** Where tickets are answered, for the person who is signed in. */
  async function isOfSupport(url: string): Promise<boolean> {
    const now = session.show();
    if (now.state !== 'signed-in') return false;
    const organization = now.current ?? now.who.memberships[0]?.organization.id;
    if (organization === undefined) return false;
    const desk = await cloud.client.support.desk({ organization });
    return new URL(desk.url).origin === new URL(url).origin;
  }

  return {
    list,
    async open(url) {
      const cloudUrl = show().url;
      const { origin, username, password, href } = new URL(url);
      const isOfCloud = cloudUrl !== '' && origin === new URL(cloudUrl).origin;
      // No page needs a name before its host; one there signs somebody in, or deceives them.
      const isNamed = username !== '' || password !== '';
      if (isNamed || (!isOfCloud && !(await isKnown(url)) && !(await isOfSupport(url))))
        throw new Failure('not-found', {});
      // As it was understood here: nobody may read it in another way.
      await browser.open(href);
    },
  };
}

function linksOf({ products, support }: Catalogue): ProductLink[] {
  return [
    ...products.flatMap(({ name, links }) => links.map((link) => ({ ...link, product: name }))),
    ...support.map((link) => ({ ...link, product: null })),
  ];
}
