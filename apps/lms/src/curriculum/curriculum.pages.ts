import { Module } from '@nestjs/common';
import { AssessmentModule } from '#libs/assessment';
import { CertificationModule } from '#libs/certification';
import { CourseModule } from '#libs/course';
import { Agreements } from './agreements.ts';
import { CurriculaController } from './curricula.controller.ts';
import { FormsController } from './forms.controller.ts';
import { Syllabi } from './syllabi.ts';

@Module({ imports: [AssessmentModule, CertificationModule, CourseModule], controllers: [CurriculaController, FormsController], providers: [Agreements, Syllabi] })
export class CurriculumPages {}
