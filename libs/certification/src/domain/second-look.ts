// A statement is voided after it had counted for an award. Nobody loses a certification by that alone: a registrar looks at the award again.
import type { Outcome } from './evaluation.ts';

/** Titles of the requirements for which a statement had counted, in the order of the program; none when it had no part in the award. */
export function countedFor({ outcomes }: { readonly outcomes: readonly Pick<Outcome, 'title' | 'counted'>[] }, statementId: string): string[] {
  return outcomes.filter(({ counted }) => counted.includes(statementId)).map(({ title }) => title);
}
