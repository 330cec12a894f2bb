import type { Day } from '#libs/kernel';
import type { NewStatement } from '#libs/record';
import type { Lesson } from './entities/curriculum.entity.ts';

/** The statement that credits a lesson: once, whatever becomes of its versions. */
export function creditOf({ id, lineage, title, minutes, domain, competencies }: Lesson, personId: string, day: Day, observedSeconds: number): NewStatement {
  const minutesObserved = Math.floor(observedSeconds / 60);
  return { source: `lesson:${personId}:${lineage}`, personId, verb: 'completed', kind: 'lesson', objectId: id, lineage, title, minutes, minutesObserved, domain, competencies, day, voucherKind: 'server' };
}
