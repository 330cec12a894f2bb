import type { ChosenProgram } from '#libs/certification';

const PLACES = {
  application: '/application',
  draft: '/application/draft',
  submission: '/application/submission',
  withdrawal: '/application/withdrawal',
  signature: '/ethics/signature',
  attestation: '/attestation',
  takeBack: '/attestation/narrative/withdrawal',
} as const;

const placesOf = (query: string): ChoiceView['places'] => Object.fromEntries(Object.entries(PLACES).map(([name, path]) => [name, `${path}${query}`])) as ChoiceView['places'];

/** What every page about one program shows of the others. */
export interface ChoiceView {
  /** Follows an address, so that the next page is about the same program; empty where there is no other. */
  readonly query: string;
  /** Addresses of what can be done for this program. */
  readonly places: Readonly<Record<keyof typeof PLACES, string>>;
  /** None where there is nothing to choose. */
  readonly choices: readonly { readonly title: string; readonly href: string; readonly current: boolean }[];
}

export function choiceView({ choices, programId, rules }: Pick<ChosenProgram, 'choices' | 'programId' | 'rules'>, path: string): ChoiceView {
  if (choices.length < 2) return { query: '', places: placesOf(''), choices: [] };
  const naming = (slug: string): string => `?program=${encodeURIComponent(slug)}`;
  const query = naming(rules.slug);
  return { query, places: placesOf(query), choices: choices.map((one) => ({ title: one.rules.title, href: `${path}${naming(one.rules.slug)}`, current: one.programId === programId })) };
}

/** The program's name in an address; undefined where there is none, also when somebody changed it by hand to a list. */
export const slugOf = (typed: unknown): string | undefined => (typeof typed === 'string' && typed !== '' ? typed : undefined);
