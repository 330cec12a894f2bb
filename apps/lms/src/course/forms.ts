import { Box, DayField, IdField, OptionalDay, OptionalText, OptionalWhole, Text, Whole } from '#libs/web';
import type { Day } from '#libs/kernel';

export class AnswerForm {
  @OptionalText({ max: 20_000 }) text: string | null;
  @Box() done: boolean;
  @Whole() version: number;
}

export class SignForm {
  @Whole({ max: 1_000 }) part: number;
}

export class CohortForm {
  @Text({ max: 120 }) title: string;
  @OptionalText({ max: 60 }) slug: string | null;
  @Text({ max: 40 }) organizationId: string;
  @Text({ max: 80 }) curriculumSlug: string;
  @DayField() startsOn: Day;
  @OptionalDay() endsOn: Day | null;
  @OptionalWhole({ min: 1, max: 10_000 }) seats: number | null;
}

export class InvitationForm {
  @Text({ max: 100_000 }) people: string;
}

export class WithdrawalForm {
  @IdField() personId: string;
  @Text({ max: 500 }) reason: string;
}

export class LeavingForm {
  @OptionalText({ max: 500 }) reason: string | null;
}

export class RolePlayForm {
  /** The scenario's lineage. */
  @Text() rolePlay: string;
}
