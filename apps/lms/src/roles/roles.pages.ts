import { Module } from '@nestjs/common';
import { IdentityModule } from '#libs/identity';
import { RolesController } from './roles.controller.ts';

@Module({ imports: [IdentityModule], controllers: [RolesController] })
export class RolesPages {}
