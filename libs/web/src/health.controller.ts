import { Controller, Get, SetMetadata } from '@nestjs/common';
import { Database } from '#libs/persistence';

export const PUBLIC = 'web:public';

/** Open to everyone, signed in or not. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(PUBLIC, true);

@Public()
@Controller('health')
export class HealthController {
  constructor(private readonly database: Database) {}

  /** For load balancers: 200 while the database answers. */
  @Get()
  async health(): Promise<{ status: 'ok' }> {
    await this.database.read('select 1');
    return { status: 'ok' };
  }
}
