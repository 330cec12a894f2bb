import { Module } from '@nestjs/common';
import { CourseModule } from '#libs/course';
import { CurriculaController } from './curricula.controller.ts';
import { FormsController } from './forms.controller.ts';

@Module({ imports: [CourseModule], controllers: [CurriculaController, FormsController] })
export class CurriculumPages {}
