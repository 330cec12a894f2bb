import { verificationPath, type CannotTell, type NotGenuine } from '#libs/registry';

export interface AnswerView {
  readonly answer: 'not-genuine' | 'cannot-tell';
  readonly reason: string;
  readonly bytesAdded: number | null;
  /** Where the original's listing is; the file at hand is not it. */
  readonly originalPath: string | null;
  readonly checkedAt: string;
}

export function answerView(verification: NotGenuine | CannotTell): AnswerView {
  const { answer, reason, checkedAt } = verification;
  const original = answer === 'not-genuine' ? verification.listing : null;
  return { answer, reason, bytesAdded: answer === 'not-genuine' ? verification.bytesAdded : null, originalPath: original && verificationPath(original.code), checkedAt: checkedAt.toISOString() };
}
