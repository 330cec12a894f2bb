import { Text, Tick } from '#libs/web';

export class ConsentForm {
  @Text({ max: 120 }) name: string;
  @Tick() agree: boolean;
}

/** A file, or the id of one, is read by the act itself: it may be large. */
export class SubmissionForm {}
