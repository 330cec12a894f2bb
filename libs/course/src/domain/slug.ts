/** A title as part of an address: letters without their accents, digits and dashes; empty for a title that has none of these. */
export function slugOf(title: string): string {
  return title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 60)
    .replace(/-+$/, '');
}

/** Addresses of other pages beside those of cohorts: a cohort with one of these could never be looked at. */
const TAKEN_BY_PAGES = new Set(['new']);

/** The address of a cohort: as typed, else from its title, else from its id; undefined when the typed one belongs to another page. */
export function cohortSlug(typed: string, title: string, id: string): string | undefined {
  const wished = slugOf(typed);
  if (wished !== '') return TAKEN_BY_PAGES.has(wished) ? undefined : wished;
  const named = slugOf(title);
  return named !== '' && !TAKEN_BY_PAGES.has(named) ? named : `cohort-${id.slice(-8)}`;
}
