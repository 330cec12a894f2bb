import { Module } from '@nestjs/common';
import { CourseModule } from '#libs/course';
import { CurriculaController } from './curricula.controller.ts';
import { FormsController } from './forms.controller.ts';
import { Syllabi } from './syllabi.ts';

@Module({ imports: [CourseModule], controllers: [CurriculaController, FormsController], providers: [Syllabi] })
export class CurriculumPages {}
