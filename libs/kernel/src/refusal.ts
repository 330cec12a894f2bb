/**
 * A refused act is a fact with a name: `AttemptAlreadySubmitted`, `CohortFull`. Libraries throw it, which rolls the transaction back; the web turns
 * it into a page or a problem document. No HTTP word appears in a library: the kind says only what sort of no it is.
 */
export type RefusalKind =
  | 'missing' // there is no such thing, or not for this person
  | 'forbidden' // the person may not do this
  | 'conflict' // the thing is not in a state that allows it
  | 'invalid'; // what was typed cannot be accepted; `field` names the form field where there is one

export type RefusalFacts = Readonly<Record<string, string | number>>;

/** The message a person reads is `refusals.<name>` in the message files, filled in with `facts`. */
export abstract class Refusal extends Error {
  readonly kind: RefusalKind;
  readonly facts: RefusalFacts;
  readonly field: string | undefined;

  constructor(kind: RefusalKind, facts: RefusalFacts = {}, field?: string) {
    super();
    this.name = new.target.name;
    this.message = this.name;
    this.kind = kind;
    this.facts = facts;
    this.field = field;
  }
}

/** Nothing by that name, or nothing this person may know of: the two are told apart to nobody. */
export class NotFound extends Refusal {
  constructor(what: string) {
    super('missing', { what });
  }
}
