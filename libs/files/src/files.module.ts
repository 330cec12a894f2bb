import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { FileDerivative, FileLength, FileRow, FileUse, Playback, Tombstone } from './entities/file.entity.ts';
import { FileFolder } from './file-folder.ts';
import { Playbacks } from './playbacks.service.ts';
import { Retention } from './retention.service.ts';
import { Seekable } from './seekable.service.ts';
import { StoredFiles } from './stored-files.service.ts';
import { Uploads } from './uploads.service.ts';

const services = [StoredFiles, Uploads, Seekable, Retention, Playbacks];

@Module({
  imports: [TypeOrmModule.forFeature([FileRow, FileUse, FileDerivative, FileLength, Tombstone, Playback])],
  providers: [FileFolder, ...services],
  exports: services,
})
export class FilesModule {}
