import { Refusal } from '#libs/kernel';

/** Nobody is recorded who has not said yes, and the partner too. */
export class ConsentMissing extends Refusal {
  constructor() {
    super('conflict');
  }
}

/** What was handed in is never changed; a result opens another attempt. */
export class RolePlayAlreadySubmitted extends Refusal {
  constructor() {
    super('conflict');
  }
}

/** The attempt ended: by a result, or because consent was taken back. */
export class AttemptIsClosed extends Refusal {
  constructor() {
    super('conflict');
  }
}

/** Another instructor grades this at the moment. */
export class GradedByAnother extends Refusal {
  constructor(name: string) {
    super('conflict', { name });
  }
}

/** Nobody rates themselves. */
export class OwnWorkIsNotRated extends Refusal {
  constructor() {
    super('forbidden');
  }
}

/** There is a newer draft than the one the page had. */
export class RatingIsStale extends Refusal {
  constructor() {
    super('conflict');
  }
}

export class RatingIncomplete extends Refusal {
  constructor(gaps: number) {
    super('conflict', { gaps });
  }
}

/** Somebody answered already; an answer that was given is not given again. */
export class ResultAlreadyReleased extends Refusal {
  constructor() {
    super('conflict');
  }
}
