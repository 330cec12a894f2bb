import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ContentQueries } from './content/content.queries.ts';
import { AssessmentContent } from './content/content.service.ts';
import { ItemVersion, RubricVersion, ScenarioVersion } from './entities/content.entity.ts';

@Module({
  imports: [TypeOrmModule.forFeature([ItemVersion, RubricVersion, ScenarioVersion])],
  providers: [AssessmentContent, ContentQueries],
  exports: [AssessmentContent, ContentQueries],
})
export class AssessmentModule {}
