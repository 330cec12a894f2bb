import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IdentityModule } from '#libs/identity';
import { RecordModule } from '#libs/record';
import { RegistryModule } from '#libs/registry';
import { ApplicationQueries } from './applications.queries.ts';
import { Applications } from './applications.service.ts';
import { Attestations } from './attestations.service.ts';
import { Awards } from './awards.service.ts';
import { CaseFiles } from './case-files.ts';
import { CertificateDrawing } from './certificate-drawing.service.ts';
import { CertificateFileQueries } from './certificate-files.queries.ts';
import { ChosenProgramQueries } from './chosen-programs.queries.ts';
import { CertificationQueries } from './certifications.queries.ts';
import { Decisions } from './decisions.service.ts';
import { EligibilityQueries } from './eligibility.queries.ts';
import { Application, ApplicationClaim, ApplicationSubmission, ApplicationWithdrawal } from './entities/application.entity.ts';
import { Attestation, AttestationNarrative } from './entities/attestation.entity.ts';
import { CertificateFile } from './entities/certificate-file.entity.ts';
import { Certification, StandingDecisionRow } from './entities/certification.entity.ts';
import { EthicsSignature, EthicsText } from './entities/ethics.entity.ts';
import { NameCorrection, NameCorrectionDecision } from './entities/name-correction.entity.ts';
import { Program, RequirementSet } from './entities/program.entity.ts';
import { Decision, IdentityCheck, Waiver } from './entities/review.entity.ts';
import { SecondLookAnswer, SecondLookRow } from './entities/second-look.entity.ts';
import { EthicsSignatures } from './ethics.service.ts';
import { Issuing } from './issuing.service.ts';
import { NameCorrectionQueries } from './name-corrections.queries.ts';
import { NameCorrections } from './name-corrections.service.ts';
import { NarrativeCipher } from './narrative-cipher.ts';
import { Narratives } from './narratives.service.ts';
import { ProgramQueries } from './programs.queries.ts';
import { Programs } from './programs.service.ts';
import { Review } from './review.service.ts';
import { ReviewQueries } from './review.queries.ts';
import { SealKeeper } from './seal-keeper.ts';
import { SecondLookQueries } from './second-looks.queries.ts';
import { SecondLookLetters, SecondLooks } from './second-looks.service.ts';
import { Standings } from './standing.service.ts';
import { Successors } from './successors.service.ts';
import { Receipts, Submissions } from './submissions.service.ts';

const applying = [Application, ApplicationClaim, ApplicationSubmission, ApplicationWithdrawal, Attestation, AttestationNarrative, EthicsSignature];
const deciding = [Certification, CertificateFile, Decision, EthicsText, IdentityCheck, NameCorrection, NameCorrectionDecision, Program, RequirementSet, SecondLookAnswer, SecondLookRow, StandingDecisionRow, Waiver];
const offered = [ApplicationQueries, Applications, Attestations, Awards, CertificateDrawing, CertificateFileQueries, CertificationQueries, ChosenProgramQueries, EligibilityQueries, EthicsSignatures, Issuing, NameCorrectionQueries, NameCorrections, Narratives, ProgramQueries, Programs, Review, ReviewQueries, SealKeeper, SecondLookQueries, SecondLooks, Standings, Submissions];

@Module({
  imports: [TypeOrmModule.forFeature([...applying, ...deciding]), IdentityModule, RecordModule, RegistryModule],
  providers: [...offered, CaseFiles, Decisions, NarrativeCipher, Receipts, SecondLookLetters, Successors],
  exports: offered,
})
export class CertificationModule {}
