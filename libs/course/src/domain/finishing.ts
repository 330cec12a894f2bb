import { activitiesOf, type Activity, type LessonContent } from './content.ts';
import { minutesStillToSee } from './observed-time.ts';

/** What a person wrote or ticked for an activity of a lesson. Private to them. */
export interface Answer {
  readonly activityId: string;
  readonly text: string;
  readonly done: boolean;
}

/** What a lesson still waits for before it is credited. A meeting waits for whoever leads it. */
export type Missing = { readonly kind: 'meeting' } | { readonly kind: 'activity'; readonly activity: Activity } | { readonly kind: 'time'; readonly minutes: number };

/** A reflection may stay unwritten: thinking is enough, and nobody has to write down what hurts. */
export const isDone = (answer: Pick<Answer, 'text' | 'done'> | undefined): boolean => answer !== undefined && (answer.done || answer.text.trim() !== '');

export function missingToFinish(lesson: Pick<LessonContent, 'parts' | 'minutes' | 'guide'>, answers: readonly Answer[], observedSeconds: number, observedPercent: number): Missing[] {
  if (lesson.guide) return [{ kind: 'meeting' }];
  const byActivity = new Map(answers.map((answer) => [answer.activityId, answer]));
  const undone = activitiesOf(lesson).filter((activity) => !activity.optional && !isDone(byActivity.get(activity.id)));
  const minutes = minutesStillToSee(observedSeconds, lesson.minutes, observedPercent);
  return [...undone.map((activity) => ({ kind: 'activity' as const, activity })), ...(minutes > 0 ? [{ kind: 'time' as const, minutes }] : [])];
}
