import type { DocumentGroup } from '../../state/documents.ts';
import type { HelpLink } from '../../state/links.ts';

export type About = 'documentation' | 'support';

const kinds: Record<About, readonly HelpLink['kind'][]> = {
  documentation: ['documentation', 'guide', 'video'],
  support: ['tickets', 'contact', 'guide', 'shop'],
};

export interface LinkGroup {
  /** Null: for everybody. */
  product: string | null;
  links: HelpLink[];
}

/** The links of one page, per product in the order of the catalogue; what is for everybody comes first in support. */
export function groupLinks(links: readonly HelpLink[], about: About, query: string): LinkGroup[] {
  const wanted = query.trim().toLowerCase();
  const order = kinds[about];
  const fits = ({ title, summary, product }: HelpLink) =>
    wanted === '' || `${product ?? ''} ${title} ${summary}`.toLowerCase().includes(wanted);
  const chosen = links.filter((link) => order.includes(link.kind) && fits(link));
  const groups = [...new Set(chosen.map(({ product }) => product))].map((product) => ({
    product,
    links: chosen
      .filter((link) => link.product === product)
      .toSorted((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind)),
  }));
  const everybody = groups.filter(({ product }) => product === null);
  const products = groups.filter(({ product }) => product !== null);
  return about === 'support' ? [...everybody, ...products] : [...products, ...everybody];
}

export interface HelpGroup extends LinkGroup {
  documents: DocumentGroup | null;
}

/** The same with the documents of each product; those of a product without links come last. */
export function withDocuments(groups: readonly LinkGroup[], documents: readonly DocumentGroup[]): HelpGroup[] {
  const find = (product: string | null) => documents.find((group) => group.product === product) ?? null;
  const alone = documents.filter((group) => groups.every(({ product }) => product !== group.product));
  return [
    ...groups.map((group) => ({ ...group, documents: find(group.product) })),
    ...alone.map((group) => ({ product: group.product, links: [], documents: group })),
  ];
}
