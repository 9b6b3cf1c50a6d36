/** How lists of HSDS are cut into pages, and what is asked of what stands in them. */
import { CATEGORIES } from '../../directory/rules/kinds.ts';
import { nameOf, TAXONOMY } from '../rules/hsds.ts';
import type { HsdsInput } from '../schema.ts';
import { named, withUuids } from './uuids.ts';

const PAGE_SIZE = 50;

type Paging = { page?: number | undefined; per_page?: number | undefined };

/** Pages as the specification counts them, from 1. `whole`: all on the first. */
export async function pageOf<T>(
  items: readonly T[],
  wanted: Paging,
  show: (item: T) => unknown,
  whole = false,
) {
  const size = whole ? Math.max(items.length, 1) : (wanted.per_page ?? PAGE_SIZE);
  const pages = Math.max(1, Math.ceil(items.length / size));
  const number = wanted.page ?? 1;
  const contents = items.slice((number - 1) * size, number * size).map(show);
  return withUuids({
    total_items: items.length,
    total_pages: pages,
    page_number: number,
    size: contents.length,
    first_page: number === 1,
    last_page: number >= pages,
    empty: contents.length === 0,
    contents,
  });
}

type Facts = {
  texts: readonly string[];
  categories: readonly string[];
  /** Names of organizations. */
  organizations: readonly string[];
  /** ms. */
  changedAt: number;
};

/** Whether something fits what is asked for. `organizations` are the names of all. */
export async function filterOf(wanted: HsdsInput, organizations: readonly string[]) {
  const words = wanted.search?.toLowerCase();
  const terms = CATEGORIES.map((category) => nameOf('term', category));
  const [term, organization, taxonomy] = await Promise.all([
    asked(wanted.taxonomy_term_id, terms),
    asked(wanted.organization_id, organizations),
    asked(wanted.taxonomy_id, [TAXONOMY]),
  ]);
  const { modified_after: after } = wanted;
  return (facts: Facts) =>
    taxonomy !== '' &&
    (term === null || facts.categories.some((one) => nameOf('term', one) === term)) &&
    (organization === null || facts.organizations.includes(organization)) &&
    (words === undefined || facts.texts.some((text) => text.toLowerCase().includes(words))) &&
    (after === undefined || facts.changedAt >= after);
}

/** The name that a UUID was made of: null where none is asked for, empty where it is nobody's. */
async function asked(uuid: string | undefined, names: readonly string[]): Promise<string | null> {
  return uuid === undefined ? null : ((await named(uuid, names)) ?? '');
}
