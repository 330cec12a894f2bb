import { Refusal } from '#libs/kernel';

/** All seats are taken; `seats` says how many there are. */
export class CohortFull extends Refusal {
  constructor(seats: number) {
    super('conflict', { seats });
  }
}

/** Only invited people have a place in it. */
export class CohortNotOpen extends Refusal {
  constructor() {
    super('conflict');
  }
}

export class SlugTaken extends Refusal {
  constructor() {
    super('invalid', {}, 'slug');
  }
}

export class EndsBeforeStart extends Refusal {
  constructor() {
    super('invalid', {}, 'endsOn');
  }
}

/** A module that asks for another one first. `reason` is the curriculum's own sentence. */
export class ModuleLocked extends Refusal {
  constructor(title: string, reason: string) {
    super('conflict', { title, reason });
  }
}

/** The check of a module begins once its lessons are done. */
export class LessonsLeft extends Refusal {
  constructor(left: number) {
    super('conflict', { left });
  }
}

/** A meeting is confirmed after it was held, and within its cohort: on one of the days from `startsOn` to `until`. */
export class MeetingNotYetHeld extends Refusal {
  constructor(startsOn: string, until: string) {
    super('invalid', { startsOn, until }, 'heldOn');
  }
}

/** Nobody was in a meeting before they joined its cohort, nor after they left. `people` are the names, so that their ticks are found. */
export class NoPlaceThatDay extends Refusal {
  constructor(heldOn: string, people: readonly string[]) {
    super('invalid', { heldOn, people: people.join(', ') }, 'present');
  }
}

/** Nobody is credited with more than the meeting's own minutes, nor with none. */
export class LongerThanMeeting extends Refusal {
  constructor(minutes: number) {
    super('invalid', { minutes }, 'minutes');
  }
}

/** Somebody else confirms that a person who leads a meeting was in it. */
export class OwnAttendance extends Refusal {
  constructor() {
    super('conflict');
  }
}
