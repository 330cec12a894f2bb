import { Refusal } from '#libs/kernel';
import type { CreditFault, TrainingFault } from './domain/training.ts';

/** Hours of a day that has not come yet. */
export class DayNotYet extends Refusal {
  constructor(field: string) {
    super('invalid', {}, field);
  }
}

export class MinutesOutOfRange extends Refusal {
  constructor(field: string) {
    super('invalid', {}, field);
  }
}

/** More than sixteen hours claimed for one day. */
export class DayTooLong extends Refusal {
  constructor(day: string, minutesLeft: number, field: string) {
    super('invalid', { day, minutesLeft }, field);
  }
}

/** Supervision and the day it took place belong together. */
export class SupervisionDayMissing extends Refusal {
  constructor(field: string) {
    super('invalid', {}, field);
  }
}

export class SupervisorNotApproved extends Refusal {
  constructor() {
    super('invalid', {}, 'supervisor');
  }
}

export class NoOneVouchesForThemselves extends Refusal {
  constructor() {
    super('forbidden');
  }
}

/** A trainee named themselves as the supervisor. */
export class OwnSupervisor extends Refusal {
  constructor() {
    super('invalid', {}, 'supervisor');
  }
}

/** The claim is in a state that does not allow this: answered, withdrawn or corrected meanwhile. */
export class ClaimMovedOn extends Refusal {
  constructor() {
    super('conflict');
  }
}

export class NothingToAsk extends Refusal {
  constructor() {
    super('conflict');
  }
}

export class NoAnswerGiven extends Refusal {
  constructor() {
    super('invalid');
  }
}

export class DisputeNeedsReason extends Refusal {
  constructor(claimId: string) {
    super('invalid', {}, `reason-${claimId}`);
  }
}

export class TrainingNotAccepted extends Refusal {
  constructor({ what, field }: TrainingFault) {
    super('invalid', { what }, field);
  }
}

/** The document belongs to an earlier claim. */
export class DocumentAlreadySent extends Refusal {
  constructor() {
    super('conflict', {}, 'file');
  }
}

/** The document waited in an unsent form for longer than unused files are kept. */
export class DocumentDeleted extends Refusal {
  constructor(days: number) {
    super('conflict', { days }, 'file');
  }
}

export class CreditNotAccepted extends Refusal {
  constructor(what: CreditFault) {
    super('invalid', { what }, what === 'unexplained' ? 'reason' : 'minutes');
  }
}

export class ApprovalEndedAlready extends Refusal {
  constructor() {
    super('conflict');
  }
}
