/**
 * certification: what a program asks, whether a person meets it, the application, its decision, and the certification with its standing.
 * Owns programs, requirement sets, codes of ethics and their signatures, attestations, applications, decisions, waivers, certifications and their numbers,
 * and second looks at awards for which something had counted that was voided later.
 * Knows neither course, assessment nor evidence: it reads the training record. What the public may see is the registry's; it is told in the same transaction.
 */
export { ApplicationQueries, type ApplicationNow, type DecisionTold } from './applications.queries.ts';
export { Applications, CertifiedAlready, type DraftSaved } from './applications.service.ts';
export { AttestedToday, Attestations, type NewAttestation } from './attestations.service.ts';
export { Awards, IdentityNotChecked } from './awards.service.ts';
export { ClaimedByAnother, OwnApplication } from './case-files.ts';
export { CertificateDrawing } from './certificate-drawing.service.ts';
export { CertificateFileQueries, type CertificateDownload } from './certificate-files.queries.ts';
export { CertificationModule } from './certification.module.ts';
export { ChosenProgramQueries, type ChosenProgram } from './chosen-programs.queries.ts';
export { CertificationQueries, type CertificationLine, type StandingTold } from './certifications.queries.ts';
export { ApplicationIsNotThere, openActs, type ApplicationAct, type ApplicationParty, type ApplicationState } from './domain/application-states.ts';
export { EMPTY_DRAFT, GapsRemain, unansweredGaps, type ApplicationDraft } from './domain/draft.ts';
export { openGaps, type Evaluation, type Outcome } from './domain/evaluation.ts';
export { DOCUMENT_KINDS, IDENTITY_METHODS, type DocumentKind, type IdentityMethod } from './domain/identity.ts';
export { countWords, NARRATIVE_MAX_WORDS, NarrativeTooLong } from './domain/narrative.ts';
export type { Appeal, ProgramRules, Requirement, RequirementKind, Source, Term } from './domain/requirements.ts';
export { SignatureDiffers } from './domain/signature.ts';
export { EffectiveDayDoesNotFit, effectiveDays, openStandingActs, StandingDoesNotAllow, type StandingAct, type StandingDecisionKind } from './domain/standing-acts.ts';
export { EligibilityQueries, type Eligibility } from './eligibility.queries.ts';
export { Attestation } from './entities/attestation.entity.ts';
export { Certification } from './entities/certification.entity.ts';
export { CertificateFile, type CertificateCause } from './entities/certificate-file.entity.ts';
export { EthicsSignature, EthicsText } from './entities/ethics.entity.ts';
export { EthicsSignatures } from './ethics.service.ts';
export { PublicAddressNotSet } from './issuing.service.ts';
export { CorrectionAlreadyAsked, CorrectionAlreadyDecided, NameCannotBeDrawn, NameCorrections, NameIsTheSame } from './name-corrections.service.ts';
export { NameCorrectionQueries, type CorrectionLine } from './name-corrections.queries.ts';
export { NarrativeCannotBeOpened } from './narrative-cipher.ts';
export { Narratives, type NarrativeNote } from './narratives.service.ts';
export { readProgramFolder, type ProgramSource } from './program-folder.ts';
export type { Fault } from './program-reader.ts';
export { ProgramQueries, type AskedTraining, type HeldRules, type RuledProgram } from './programs.queries.ts';
export { ProgramHasFaults, Programs, type ImportedProgram } from './programs.service.ts';
export { NothingToWaive, Review } from './review.service.ts';
export { ReviewQueries, type QueueRow, type ReviewFile } from './review.queries.ts';
export { SealKeeper } from './seal-keeper.ts';
export { SecondLookQueries, type LookLine, type SecondLook, type VoidedStatement } from './second-looks.queries.ts';
export { SecondLookIsOver, SecondLooks } from './second-looks.service.ts';
export { OwnCertification, StandingChangedMeanwhile, Standings, type StandingOrder } from './standing.service.ts';
export { Submissions } from './submissions.service.ts';
