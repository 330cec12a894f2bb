import { Module } from '@nestjs/common';
import { CertificationModule } from '#libs/certification';
import { CourseModule } from '#libs/course';
import { IdentityModule } from '#libs/identity';
import { AskedMinutes } from './asked-minutes.ts';
import { AnswersController } from './answers.controller.ts';
import { CohortsController } from './cohorts.controller.ts';
import { HomeController } from './home.controller.ts';
import { JoinController } from './join.controller.ts';
import { LessonsController } from './lessons.controller.ts';
import { MediaController } from './media.controller.ts';
import { ModulesController } from './modules.controller.ts';
import { ProgramMinutes } from './program-minutes.ts';

@Module({
  imports: [CertificationModule, CourseModule, IdentityModule],
  controllers: [HomeController, ModulesController, LessonsController, AnswersController, MediaController, CohortsController, JoinController],
  providers: [{ provide: AskedMinutes, useClass: ProgramMinutes }],
})
export class CoursePages {}
