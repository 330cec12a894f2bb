import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { StatementRow } from './entities/statement.entity.ts';
import { RecordQueries } from './record.queries.ts';
import { TrainingRecord } from './record.service.ts';

@Module({
  imports: [TypeOrmModule.forFeature([StatementRow])],
  providers: [TrainingRecord, RecordQueries],
  exports: [TrainingRecord, RecordQueries],
})
export class RecordModule {}
