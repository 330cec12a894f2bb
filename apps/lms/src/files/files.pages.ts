import { Module } from '@nestjs/common';
import { FilesModule } from '#libs/files';
import { UploadsController } from './uploads.controller.ts';

@Module({ imports: [FilesModule], controllers: [UploadsController] })
export class FilesPages {}
