import { Refusal } from '#libs/kernel';

/** What was handed in is never changed after. */
export class CheckAlreadySubmitted extends Refusal {
  constructor() {
    super('conflict');
  }
}

/** Keys and feedback are shown once the check was handed in, not before. */
export class CheckNotSubmitted extends Refusal {
  constructor() {
    super('conflict');
  }
}

/** An answer that the question does not offer; no page of ours sends one. */
export class ChoiceNotOnOffer extends Refusal {
  constructor(number: number) {
    super('invalid', { number });
  }
}

/** The module has a check without a single item: the curriculum's fault, not the trainee's. */
export class CheckHasNoItems extends Refusal {
  constructor(title: string) {
    super('conflict', { title });
  }
}
