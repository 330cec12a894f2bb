import { Module } from '@nestjs/common';
import { CourseModule } from '#libs/course';
import { MeetingsController } from './meetings.controller.ts';

@Module({ imports: [CourseModule], controllers: [MeetingsController] })
export class MeetingsPages {}
