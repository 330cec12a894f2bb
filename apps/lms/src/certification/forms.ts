import { DOCUMENT_KINDS, IDENTITY_METHODS, NARRATIVE_MAX_WORDS, type DocumentKind, type IdentityMethod } from '#libs/certification';
import type { Day } from '#libs/kernel';
import { Choice, DayField, Many, OptionalText, Raw, Text, Tick, Whole } from '#libs/web';

const SENTENCES = { max: 2_000 };

export class SignatureForm {
  @Tick() agreed: boolean;
  @Text() signature: string;
}

export class AttestationForm {
  @Tick() agreed: boolean;
  @Text() signature: string;
  @OptionalText({ max: 4_000, maxWords: NARRATIVE_MAX_WORDS }) narrative: string | null;
}

export class DraftForm {
  @Whole({ max: 1_000_000 }) version: number;
  @OptionalText(SENTENCES) note: string | null;
  @Raw() waiverReasons: unknown;
}

export class SubmissionForm extends DraftForm {
  @Tick() released: boolean;
}

export class WithdrawalForm {
  @OptionalText(SENTENCES) reason: string | null;
}

export class IdentityForm {
  @Choice(IDENTITY_METHODS) method: IdentityMethod;
  @Choice(DOCUMENT_KINDS) documentKind: DocumentKind;
}

export class WaiverForm {
  @Text({ max: 60 }) requirementKey: string;
  @Text(SENTENCES) waiverReason: string;
}

export class AwardForm {
  @OptionalText(SENTENCES) words: string | null;
}

export class ReturnForm {
  @Text(SENTENCES) returnReasons: string;
}

export class DenialForm {
  @Text(SENTENCES) denialReasons: string;
}

export class StandingForm {
  @Text(SENTENCES) reason: string;
  @DayField() effectiveOn: Day;
  @OptionalText({ max: 500 }) publicNote: string | null;
}

export class CorrectionForm {
  @Text({ max: 200 }) name: string;
  @Text({ max: 500 }) reason: string;
}

export class DeclineForm {
  @Text({ max: 1000 }) reason: string;
}

export class StandForm {
  @Many() voidingIds: string[];
  @Text(SENTENCES) reason: string;
}
