import { Module } from '@nestjs/common';
import { CourseModule } from '#libs/course';
import { IdentityModule } from '#libs/identity';
import { AnswersController } from './answers.controller.ts';
import { CohortsController } from './cohorts.controller.ts';
import { HomeController } from './home.controller.ts';
import { JoinController } from './join.controller.ts';
import { LessonsController } from './lessons.controller.ts';
import { ModulesController } from './modules.controller.ts';

@Module({
  imports: [CourseModule, IdentityModule],
  controllers: [HomeController, ModulesController, LessonsController, AnswersController, CohortsController, JoinController],
})
export class CoursePages {}
